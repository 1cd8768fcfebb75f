/**
 * Words and phrases that lists of leaked passwords are full of, in lower case. Alone, twice, or
 * with digits and signs around them and letters swapped for look-alikes, they are guessed first.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
  password passwort motdepasse contrasena contrasenia wachtwoord senha parola haslo salasana
  passw passwd passphrase pass mypassword newpassword yourpassword thepassword mypass passpass
  changeme changeit letmein letmeinnow letmeinplease opensesame sesame trustno trustnoone default
  welcome welcometo welcomeback willkommen bienvenue hello helloworld goodmorning goodbye
  admin administrator adminadmin administrateur root rootroot superuser sysadmin system manager
  master masterkey supervisor support service server operator user username guest login signin
  account secret topsecret mysecret private privacy security secure access entry
  test tester testing testtest testpassword temporary temporal temp example sample demo
  qwerty qwertyuiop qwertz qwertzuiop azerty azertyuiop asdf asdfgh asdfghjkl zxcvbn zxcvbnm
  qazwsx qazwsxedc qweasd qweasdzxc qweqwe qwertyasdf asdfasdf asdasd zxczxc wasd yxcvbnm
  abc abcd abcde abcdef abcdefg abcdefgh abcdefghi abcdefghij alphabet
  iloveyou iloveu loveyou iloveme iloveyouforever iloveyoubaby ilovemyself ilovejesus ilovegod
  ilovemyfamily ilovemymom lovelove lovely loveme lover forever foreverlove mylove truelove
  teamo teamomucho tequiero jetaime ichliebedich
  princess sunshine superman batman spiderman superstar ironman starwars startrek pokemon pikachu
  football soccer baseball basketball hockey tennis cricket volleyball liverpool chelsea arsenal
  barcelona realmadrid juventus manchester manchesterunited
  monkey dragon tiger lion elephant butterfly dolphin panther eagle falcon unicorn kitty hellokitty
  puppy doggy mickey mickeymouse minnie snoopy garfield tinkerbell
  summer winter spring autumn january february march april june july august september october
  november december monday tuesday wednesday thursday friday saturday sunday
  michael michelle jennifer jessica ashley nicole daniel andrew anthony joshua matthew charlie
  alexander alexandra christian christopher benjamin elizabeth samantha stephanie natalie robert
  thomas jordan george william maria martin patrick victoria veronica sebastian francisco
  london newyork california america england germany deutschland france australia canada brasil
  mexico argentina colombia india pakistan philippines indonesia
  chocolate cookie cookies strawberry banana orange pepper cheese pizza coffee whiskey
  computer internet google facebook instagram linkedin twitter youtube microsoft windows apple
  samsung nintendo playstation minecraft fortnite roblox counterstrike matrix hacker hackme
  killer ninja warrior shadow hunter ranger phoenix mustang ferrari porsche mercedes corvette
  harley yamaha honda toyota diamond golden silver purple rainbow flower crystal angel angels
  heaven jesus jesuschrist godisgood blessed blessing church christ freedom america friends
  bestfriend bestfriends family mother father daddy mommy brother sister baby babygirl babyboy
  sweetheart sweety honey beautiful gorgeous pretty princesa estrella corazon chocolat soleil
  doudou nounours schatz liebling fussball hallo sonnenschein computador felicidade
  whatever nothing something anything everything nevermind dontknow idontknow noidea forgetit
  fuckyou fuckoff fuckme asshole bullshit motherfucker bitch pussy sexy
  letmesee openthedoor getmein itsme whoami thisismypassword thisispassword correcthorse
  correcthorsebatterystaple quizmentor quizmaster quiz mentor school student teacher learner
  university college company office work
  `
    .trim()
    .split(/\s+/),
)
