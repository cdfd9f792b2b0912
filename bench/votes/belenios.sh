#!/bin/bash
# How many ballots belenios-tool (Debian) verifies a second: one question of three answers, as many ballots
# as are worth the wait. Its votes are secret, which is what it pays for; ours are open by law.
set -euo pipefail
command -v belenios-tool >/dev/null
count=${2:-20}
folder=$(mktemp -d -p "$1")
cd "$folder"
uuid=$(belenios-tool setup generate-token)
group=BELENIOS-2048
quiet() { "$@" >/dev/null 2>&1; }
quiet belenios-tool setup generate-credentials --uuid "$uuid" --group "$group" --count "$count"
mv ./*.pubcreds public_creds.json
quiet belenios-tool setup generate-trustee-key --group "$group"
mkdir -p keys && mv ./*.privkey keys/
cat ./*.pubkey > public_keys.jsons && rm ./*.pubkey
quiet belenios-tool setup make-trustees
cat > template.json <<'EOF'
{"description":"","name":"x","questions":[{"answers":["a","b","c"],"min":1,"max":1,"question":"q"}],"administrator":"a","credential_authority":"c"}
EOF
quiet belenios-tool setup make-election --uuid "$uuid" --group "$group" --template template.json
quiet belenios-tool archive init
echo '[[1,0,0]]' > choices.json
cut -d" " -f2 ./*.privcreds > creds.txt
while read -r credential; do
  echo "$credential" > one
  belenios-tool election generate-ballot --privcred one --ballot choices.json 2>/dev/null | belenios-tool archive add-event --type=Ballot 2>/dev/null
done < creds.txt
begun=$(date +%s%N)
belenios-tool election verify >verify.log 2>&1 || { cat verify.log; exit 1; }
took=$((($(date +%s%N) - begun) / 1000000))
echo "belenios-tool: $count ballots verified in $took ms, $((count * 1000 / took)) ballots/s"
