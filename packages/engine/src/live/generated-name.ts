import type { Random } from '../question/parts.ts'

const listed = (text: string) => text.trim().split(/\s+/)

const adjectives = listed(`
  Agile Amber Bold Brave Breezy Bright Calm Candid Cheerful Clever Coral Cosmic Crisp Curious
  Dapper Daring Eager Fabled Fearless Frosty Gentle Golden Happy Honest Humble Jolly Keen Kind
  Lively Lucky Lunar Mellow Merry Mighty Misty Nimble Noble Patient Playful Polite Proud Quick
  Quiet Rapid Rosy Scarlet Silver Sincere Snappy Solar Steady Sunny Swift Tidy Trusty Upbeat
  Velvet Vivid Warm Wise Witty Zesty
`)

const animals = listed(`
  Albatross Alpaca Antelope Armadillo Badger Bear Bison Bobcat Capybara Caribou Cheetah Condor
  Cormorant Coyote Crane Dolphin Eagle Egret Elk Falcon Ferret Finch Flamingo Fox Gazelle Gecko
  Giraffe Hare Hedgehog Heron Ibex Iguana Jaguar Kestrel Kingfisher Kiwi Koala Lemur Leopard
  Lynx Macaw Magpie Marmot Meerkat Narwhal Ocelot Octopus Orca Osprey Otter Owl Panda Pelican
  Penguin Puffin Quokka Raccoon Raven Robin Salmon Seal Sparrow Starling Tapir Tiger Toucan
  Turtle Walrus Wolf Wombat Yak Zebra
`)

const pattern = new RegExp(`^(${adjectives.join('|')}) (${animals.join('|')})( [2-9]\\d{0,3})?$`)

/** A pleasant name, such as "Curious Otter". The same numbers give the same name. */
export function generateName(random: Random): string {
  return `${pick(adjectives, random)} ${pick(animals, random)}`
}

/** A pleasant name that isn't taken; numbered where the plain ones run out. */
export function generateFreeName(random: Random, isTaken: (name: string) => boolean): string {
  for (let tries = 0; tries < 20; tries++) {
    const name = generateName(random)
    if (!isTaken(name)) return name
  }
  const name = generateName(random)
  let number = 2
  while (isTaken(`${name} ${number}`)) number++
  return `${name} ${number}`
}

/** Whether a name could have come from here. */
export function isGeneratedName(name: string): boolean {
  return pattern.test(name)
}

function pick(list: readonly string[], random: Random): string {
  return list[Math.floor(random() * list.length)] ?? list[0] ?? ''
}
