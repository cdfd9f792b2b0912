//! What the system itself writes to people about their accounts. Plain Russian, kept as it was said.

use domain::notices::NoticeKind;

use crate::notices::Said;

/// A message in full.
#[derive(Debug)]
pub struct Letter {
    title: &'static str,
    body: String,
}

impl Letter {
    /// As it is written into the feed.
    pub fn said(&self) -> Said<'_> {
        Said { kind: NoticeKind::Security, title: self.title, body: &self.body }
    }
}

/// To the other holders: somebody new is linked.
pub fn linked(number: &str) -> Letter {
    Letter {
        title: "К вашему лицевому счёту подключился ещё один человек",
        body: format!(
            "Счёт {number}: человек назвал код или сумму из квитанции. Если это не ваш родственник и не ваш \
             арендатор, отключите его на странице «Лицевые счета»."
        ),
    }
}

/// To whom a tie was ended.
pub fn ended(number: &str) -> Letter {
    Letter {
        title: "Вас отключили от лицевого счёта",
        body: format!(
            "Счёт {number} больше не виден в вашем кабинете: так решил собственник помещения. Если это ошибка, \
             подключите счёт снова по свежей квитанции."
        ),
    }
}

/// To all holders: somebody guesses.
pub fn locked(number: &str) -> Letter {
    Letter {
        title: "Кто-то пытался подключить ваш лицевой счёт",
        body: format!(
            "К счёту {number} десять раз назвали неверный код. Подключение этого счёта остановлено на сутки; ваш \
             доступ не изменился. Если это были вы, попробуйте завтра."
        ),
    }
}
