login-title = Sign in
login-lead = We neither ask for a password nor keep one: a sign-in service confirms who you are.
login-no-way = Sign-in is not set up yet. The open part works without it. If this installation is yours, name a sign-in service in its settings: domovoy serve --help.
login-by = Sign in with { $name }
login-by-demo = Sign in as somebody from the demo town
login-trouble-title = You are not signed in
login-again = Try again
login-lost = We did not find the sign-in you began: more than 15 minutes have passed, it was finished in another tab, or the browser did not keep a cookie. Please begin again.
login-cancelled = You cancelled. Nothing has changed.
login-refused = The sign-in service refused. Try again; if it happens again, write to whoever runs this installation.
login-unreachable = The sign-in service does not answer now. Try again in a few minutes: the open part works.
login-not-accepted = The sign-in service's answer did not pass our checks, so we did not believe it. Please try again.

demo-title = Whom to be
demo-warning = This is a demonstration: the people are made up and no password is asked for. It works on this computer only.
demo-cancel = Do not sign in

people-not-accepted = Tick that you accept the agreement, or sign out: the cabinet does not open without it.
people-agreement-replaced = A new version of the agreement came into force while you were reading. Please read it.
