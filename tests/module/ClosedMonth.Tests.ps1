BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    function Import-Reading([string] $Account, [string[]] $Reading) {
        $lines = foreach ($one in $Reading) {
            $at, $total = $one -split ' '
            "$Account,USD,$at,$total"
        }
        $file = Join-Path $TestDrive "$([guid]::NewGuid().ToString('n')).csv"
        Set-Content $file (@('account,currency,first_seen,total') + $lines)
        $null = Import-CostSnapshot $file
    }

    # Read at noon of each day, 2 USD a day: windows lie across the ends of the months.
    function Import-Noon([string] $Account, [datetime] $First, [datetime] $Last) {
        $total = 1000
        Import-Reading $Account $(for ($day = $First; $day -le $Last; $day = $day.AddDays(1)) {
                "$($day.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture))T12:00:00Z $total"
                $total -= 2
            })
    }

    function Get-Spend([string] $After, [string] $Before) {
        (Get-CostSpend -GroupBy Window -After "${After}T00:00:00Z" -Before "${Before}T00:00:00Z" -TimeZone UTC | Measure-Object Amount -Sum).Sum
    }
}

Describe 'A month that is over' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T18:00:00Z'
        Import-Noon -Account home -First 2026-09-20 -Last 2026-11-16
    }
    AfterEach { Exit-TestHome }

    It 'costs what the spend of the month costs, with its last hours known from the reading after it' {
        $summary = Get-CostSummary -Month 2026-10 -TimeZone UTC
        $summary.MonthToDate | Should -Be 62
        $summary.MonthToDate | Should -Be (Get-Spend 2026-10-01 2026-11-01)
        "$($summary.ForecastThisMonth) $($summary.ThisMonthLow) $($summary.ThisMonthHigh)" | Should -Be '62 62 62'
        $summary.ForecastNextMonth | Should -Be 60
        $summary.AsOf | Should -Be ([datetimeoffset] '2026-10-31T23:59:59.999999Z')
        $summary.ObservedTo | Should -Be $summary.AsOf
        $summary.StaleSince | Should -BeNullOrEmpty
    }

    It 'is the last month by a word' {
        (Get-CostSummary -LastMonth -TimeZone UTC).MonthToDate | Should -Be 62
        (Get-CostSummary -LastMonth -TimeZone UTC -AsOf 2026-10-05T00:00:00Z).AsOf.Month | Should -Be 9
        # On the first day of a year in Berlin it is still the old one in UTC.
        $env:COSTCOMPASS_CLOCK = '2026-12-31T23:30:00Z'
        (Get-CostSummary -LastMonth -TimeZone Europe/Berlin).AsOf.Month | Should -Be 12
        (Get-CostSummary -LastMonth -TimeZone UTC).AsOf.Month | Should -Be 11
    }

    It 'is the current month when that is asked for' {
        $asked = Get-CostSummary -Month 2026-11 -TimeZone UTC
        $usual = Get-CostSummary -TimeZone UTC
        $asked.AsOf | Should -Be $usual.AsOf
        $asked.ForecastThisMonth | Should -Be $usual.ForecastThisMonth
        $usual.ForecastThisMonth | Should -BeGreaterThan $usual.MonthToDate
    }

    It 'forecasts the stretch that nobody read, however long ago the month is' {
        Import-Reading dead '2026-10-01T00:00:00Z 100', '2026-10-08T00:00:00Z 93', '2026-10-21T00:00:00Z 80'
        $summary = Get-CostSummary -Month 2026-10 -TimeZone UTC
        $summary.MonthToDate | Should -Be (62 + 20)
        $summary.ForecastThisMonth | Should -Be (62 + 31)
        $summary.ObservedTo | Should -Be ([datetimeoffset] '2026-10-21T00:00:00Z')
        $summary.StaleAccounts | Should -Be dead
    }

    It 'takes the spend of a window across its end in proportion, and nothing of an account that begins later' {
        Import-Reading seldom '2026-10-01T00:00:00Z 200', '2026-10-22T00:00:00Z 179', '2026-11-11T00:00:00Z 159'
        Import-Reading young '2026-11-02T00:00:00Z 50', '2026-11-16T00:00:00Z 10'
        $summary = Get-CostSummary -Month 2026-10 -TimeZone UTC
        $summary.MonthToDate | Should -Be (62 + 31)
        $summary.MonthToDate | Should -Be (Get-Spend 2026-10-01 2026-11-01)
        $summary.Lines.Accounts | Should -Be 2
    }

    It 'says so where the history of an account begins in the month' {
        Import-Reading late '2026-10-11T12:00:00Z 100', '2026-10-21T12:00:00Z 90', '2026-11-16T12:00:00Z 64'
        $summary = Get-CostSummary -Month 2026-10 -TimeZone UTC -WarningVariable said -WarningAction SilentlyContinue
        $summary.MonthToDate | Should -Be (62 + 20.5)
        $summary.ObservedFrom | Should -Be ([datetimeoffset] '2026-10-11T12:00:00Z')
        $summary.StartedThisMonth | Should -Be late
        "$said" | Should -BeExactly 'The figures for 2026-10 are incomplete: the history of late starts during the month. The figures are complete from 2026-10-11 12:00 +00:00.'
        $summary | Out-String | Should -BeLike '*Known from 2026-10-11 12:00 to 2026-10-31 23:59*'
        $summary | Format-List | Out-String | Should -BeLike '*StartedThisMonth*: late*'
        $file = Join-Path $TestDrive 'late.html'
        $null = Export-CostReport $file -Month 2026-10 -TimeZone UTC
        Get-Content $file -Raw | Should -BeLike '*late in USD is observed from 11 October 2026, 12:00. *'

        $whole = Get-CostSummary -Month 2026-11 -TimeZone UTC -WarningVariable said
        "$($whole.StartedThisMonth)$said" | Should -BeNullOrEmpty
        $whole.ObservedFrom | Should -Be ([datetimeoffset] '2026-11-01T00:00:00Z')
        $whole | Out-String | Should -BeLike '*Known to 2026-11-16 12:00*'
    }

    It 'says in the current month, too, since when an account is read' {
        Import-Reading late '2026-11-11T12:00:00Z 100', '2026-11-16T12:00:00Z 95'
        $summary = Get-CostSummary -TimeZone UTC -WarningVariable said
        $summary.ObservedFrom | Should -Be ([datetimeoffset] '2026-11-11T12:00:00Z')
        $summary | Out-String | Should -BeLike '*Known from 2026-11-11 12:00 to 2026-11-16 12:00*'
        "$said" | Should -BeNullOrEmpty
    }

    It 'shows no span where one account begins after another one ended' {
        Import-Reading late '2026-10-15T00:00:00Z 100', '2026-11-16T00:00:00Z 68'
        Import-Reading gone '2026-10-01T00:00:00Z 100', '2026-10-10T00:00:00Z 91'
        $summary = Get-CostSummary -LastMonth -TimeZone UTC -WarningVariable said -WarningAction SilentlyContinue
        $summary | Out-String | Should -BeLike '*Known in part*'
        "$said" | Should -BeLike '*the history of late starts during the month*There is no reading of gone at the end of 2026-10*'
    }

    It 'names an account that was not read to its end, even by an hour' {
        Import-Reading short '2026-10-01T00:00:00Z 100', '2026-10-31T23:00:00Z 69'
        $summary = Get-CostSummary -Month 2026-10 -TimeZone UTC
        $summary.StaleAccounts | Should -Be short
        $summary.StaleSince | Should -Be ([datetimeoffset] '2026-10-31T23:00:00Z')
    }

    It 'has an account run out in the future only' {
        $file = Join-Path $TestDrive 'over.html'
        $null = Export-CostReport $file -Month 2026-10 -TimeZone UTC
        Get-Content $file -Raw | Should -Not -BeLike '*First to run out*'
        $null = Export-CostReport $file -Month 2026-11 -TimeZone UTC
        Get-Content $file -Raw | Should -BeLike '*First to run out*'
    }

    It 'counts the charges of that month' {
        $null = Add-CostSubscription -Name editor -Amount 20 -Currency USD -Period Monthly -Start 2026-09-30
        $summary = Get-CostSummary -Month 2026-10 -TimeZone UTC
        "$($summary.MonthToDate) $($summary.ForecastThisMonth)" | Should -Be '82 82'
    }

    It 'is refused before it has begun' {
        { Get-CostSummary -Month 2026-12 -TimeZone UTC } | Should -Throw -ErrorId 'MonthNotBegun,CostCompass.Commands.GetCostSummaryCommand'
        { Get-CostSummary -Month 9999-12 -TimeZone UTC } | Should -Throw -ErrorId 'MonthNotBegun,*'
        { Get-CostSummary -Month 2026-11 -AsOf 2026-10-31T00:00:00Z -TimeZone UTC } | Should -Throw -ErrorId 'MonthNotBegun,*'
        { Get-CostSummary -Month 2026-10 -LastMonth } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'is unknown, not 0, before the first reading' -ForEach '2026-08', '0003-01' {
        $null = Add-CostSubscription -Name editor -Amount 20 -Currency USD -Period Monthly -Start 2026-01-20
        { Get-CostSummary -Month $_ -TimeZone Pacific/Auckland } | Should -Throw -ErrorId 'MonthNotObserved,*'
        { Export-CostReport (Join-Path $TestDrive 'unknown.html') -Month $_ -TimeZone Pacific/Auckland } | Should -Throw -ErrorId 'MonthNotObserved,*'
        { Get-CostSummary -Month 0002-12 } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'is the month of the report' {
        $file = Join-Path $TestDrive 'october.html'
        $null = Export-CostReport $file -Month 2026-10 -After 2026-10-01 -TimeZone UTC
        $page = Get-Content $file -Raw
        $page | Should -BeLike '*<title>Cost report, October 2026</title>*'
        $page | Should -BeLike '*62.00*'
        $page | Should -Not -BeLike '*November 16*'
    }

    It 'is the month of the report by a word, and never one that its span leaves out' {
        $file = Join-Path $TestDrive 'last.html'
        $null = Export-CostReport $file -LastMonth -TimeZone UTC
        Get-Content $file -Raw | Should -BeLike '*<title>Cost report, October 2026</title>*'
        { Export-CostReport $file -Month 2026-10 -LastMonth } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
        { Export-CostReport $file -LastMonth -Before 2026-10-01T00:00:00Z -TimeZone UTC } | Should -Throw -ErrorId 'SpanOutsideMonth,*'
        { Export-CostReport $file -LastMonth -After 2026-11-01T00:00:00Z -TimeZone UTC } | Should -Throw -ErrorId 'SpanEmpty,*'
    }

    It 'is the month of the report that the example writes' {
        $script = Join-Path $PSScriptRoot '..' '..' 'examples' 'Export-MonthlyReport.ps1'
        $csv, $html = & $script -Month 2026-10-15 -Folder $TestDrive -Html -ModulePath (Get-BuiltModulePath)
        $days = Import-Csv $csv
        $days.Count | Should -Be 31
        ($days | Measure-Object amount -Sum).Sum | Should -Be 62
        Get-Content $html -Raw | Should -BeLike '*<title>Cost report, October 2026</title>*'
    }
}
