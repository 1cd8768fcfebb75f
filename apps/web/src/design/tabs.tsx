import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'

interface Props {
  readonly label: string
  readonly tabs: readonly {
    readonly id: string
    readonly title: string
    readonly panel: ReactNode
  }[]
  readonly selected?: string
  readonly onSelect?: (id: string) => void
}

/** Panels of which one is shown. */
export function Tabs({ label, tabs, selected, onSelect }: Props) {
  return (
    <AriaTabs
      {...(selected !== undefined && { selectedKey: selected })}
      {...(onSelect !== undefined && { onSelectionChange: (key) => onSelect(String(key)) })}
    >
      <TabList aria-label={label} className="flex gap-6 overflow-x-auto border-b-2 border-ink">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className="min-h-11 cursor-pointer border-b-4 border-paper px-1 py-2 font-bold
              text-soft hover:text-ink data-selected:border-accent data-selected:text-ink
              data-focus-visible:-outline-offset-3"
          >
            {tab.title}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="pt-6">
          {tab.panel}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
