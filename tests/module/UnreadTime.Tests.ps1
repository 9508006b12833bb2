# What was not looked at is unknown, not free: through the commands.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    # 2.20 USD a day from 11 October, read every six hours up to an instant at which 100 are left.
    function Import-SteadyAccount([string] $Name = 'team', [string] $LastRead = '2026-11-20T12:00:00Z') {
        $from = [datetimeoffset]'2026-10-11T00:00:00Z'
        $readings = [int] ([datetimeoffset]$LastRead - $from).TotalHours / 6
        $lines = foreach ($one in 0..$readings) {
            [string]::Format([cultureinfo]::InvariantCulture, '{0},USD,{1:yyyy-MM-ddTHH:mm:ssZ},{2}', $Name, $from.AddHours(6 * $one).UtcDateTime, 100 + 0.55d * ($readings - $one))
        }
        $file = Join-Path $TestDrive "$Name-$([guid]::NewGuid().ToString('n')).csv"
        Set-Content $file (@('account,currency,first_seen,total') + $lines)
        $null = Import-CostSnapshot $file
    }

    # What the charts of a report draw.
    function Get-ChartData([string] $AsOf) {
        $file = Join-Path $TestDrive "report-$([guid]::NewGuid().ToString('n')).html"
        Export-CostReport $file -TimeZone UTC -AsOf $AsOf
        if ((Get-Content $file -Raw) -notmatch '(?s)<script type="application/json" id="data">(.*?)</script>') { throw 'There is no data.' }
        $Matches[1] | ConvertFrom-Json
    }

    $script:lastRead = [datetime]'2026-11-20T12:00:00'
}

Describe 'Time that was not looked at' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-29T12:00:00Z'
        Import-SteadyAccount
        $null = Set-CostBudget Month 60 USD
    }
    AfterEach { Exit-TestHome }

    It 'on day <_> is in the forecast of this month, of next month and of the budget, and the state is not Ok' -ForEach 22, 23, 25, 29 {
        $at = "2026-11-${_}T12:00:00Z"
        $forecast = Get-CostForecast -TimeZone UTC -AsOf $at
        $summary = Get-CostSummary -TimeZone UTC -AsOf $at
        $status = Test-CostBudget -TimeZone UTC -AsOf $at -WarningAction SilentlyContinue
        [double[]] ($forecast.ThisMonth, $summary.ForecastThisMonth, $status.Forecast) | ForEach-Object { $_ | Should -BeGreaterThan 65; $_ | Should -BeLessThan 67 }
        [double[]] ($forecast.Total, $summary.ForecastNextMonth) | ForEach-Object { $_ | Should -BeGreaterThan 67.2; $_ | Should -BeLessThan 69.2 }
        $forecast.MonthToDate, $summary.MonthToDate, $status.Spent | Should -Be @(42.9, 42.9, 42.9)
        foreach ($one in $forecast, $summary, $status, $summary.Lines[0]) {
            $one.ObservedTo.UtcDateTime | Should -Be $lastRead
            $one.StaleSince.UtcDateTime | Should -Be $lastRead
        }
        $status.State | Should -Be Stale
        Test-CostBudget -Quiet -TimeZone UTC -AsOf $at -WarningAction SilentlyContinue | Should -BeFalse
        Test-CostBudget -Quiet -IgnoreForecast -TimeZone UTC -AsOf $at -WarningAction SilentlyContinue | Should -BeFalse
    }

    It 'is drawn as forecast by the report on day <_>, never as a flat line' -ForEach 22, 23, 25, 29 {
        $month = (Get-ChartData "2026-11-${_}T12:00:00Z").month
        $spent = @($month.spent | Where-Object { $null -ne $_ })
        $drawn = @(foreach ($index in 0..($month.at.Count - 1)) { $month.spent[$index] ?? $month.ahead[$index] })
        $spent[-1] | Should -Be 42.9
        $month.at[$spent.Count - 1] | Should -Be 19.5
        [math]::Abs($drawn[-1] - 66) | Should -BeLessThan 1
        foreach ($index in 1..($drawn.Count - 1)) { $drawn[$index] | Should -BeGreaterThan $drawn[$index - 1] }
    }

    It 'is drawn as forecast in the chart of a balance' {
        $balance = (Get-ChartData '2026-11-29T12:00:00Z').balances[0]
        $balance.at[-1] | Should -Be ([datetimeoffset]'2026-11-20T12:00:00Z').ToUnixTimeSeconds()
        # 100 at 2.20 a day, from the last reading.
        [math]::Abs($balance.runsOut.at - $balance.at[-1] - 86400 * 100 / 2.2) | Should -BeLessThan 2
        $balance.runsOut.until | Should -BeGreaterOrEqual ([datetimeoffset]'2026-11-29T12:00:00Z').ToUnixTimeSeconds()
    }

    It 'is said in every view' {
        $view = { $shown = $args[0]; Invoke-Invariant { (& $shown | Out-String -Width 200) -replace '\s+', ' ' } }
        & $view { Get-CostForecast -TimeZone UTC } | Should -BeLike '*team 2026-12 * last read 11-20*'
        & $view { Get-CostForecast -TimeZone UTC | Format-List } | Should -BeLike '*ObservedTo : 2026-11-20 12:00 +00:00 StaleSince : 2026-11-20 12:00 +00:00*'
        & $view { Get-CostSummary -TimeZone UTC } | Should -BeLike '*11-20 12:00*'
        & $view { (Get-CostSummary -TimeZone UTC).Lines } | Should -BeLike '*DeepSeek * 11-20*'
        & $view { Test-CostBudget -TimeZone UTC -WarningAction SilentlyContinue } | Should -BeLike '*Stale 42.90[*] 66.00[*]*'
        & $view { Get-CostSpend -MonthToDate -TimeZone UTC } | Should -BeLike '*team 2026-11-01 00:00 * 42.90[*] Clean last read 11-20*'
        $screen = Show-CostDashboard -TimeZone UTC -Ascii -Width 100
        $screen[3] | Should -BeLike 'Month to date *42.90[*]  USD  read to 11-20 12:00*'
        $screen[4] | Should -BeLike 'This month *66.00[*]*'
        $screen -join ' ' | Should -BeLike '*! not read recently: team since 2026-11-20 12:00*'
        $screen -join ' ' | Should -BeLike '*Month *not read since 11-20*'
        Show-CostDashboard -TimeZone UTC -Line -Ascii | Should -BeLike '42.90[*] -> 66.00[*] USD |*Month stale | not read since 11-20*'
        Show-CostChart -TimeZone UTC -Ascii | Should -Contain 'Last read 2026-11-20 12:00'
        $file = Join-Path $TestDrive 'stale.html'
        Export-CostReport $file -TimeZone UTC
        Get-Content $file -Raw | Should -BeLike '*last read 20 Nov 2026, 12:00*Unknown: last read 20 Nov 2026*not read since 20 November 2026, 12:00*'
    }

    It 'is allowed to be longer with -MaximumAge: then the forecast decides' {
        $status = Test-CostBudget -TimeZone UTC -MaximumAge 10.00:00:00
        "$($status.State) $($status.ExceededOn.ToString('o'))" | Should -Be 'Forecast 2026-11-28'
        $status.StaleSince | Should -BeNullOrEmpty
        (Get-CostForecast -MaximumAge 10.00:00:00).StaleSince | Should -BeNullOrEmpty
        (Get-CostSpend -MonthToDate -TimeZone UTC -MaximumAge 10.00:00:00).StaleSince | Should -BeNullOrEmpty
    }

    It 'is no matter where the budget is exceeded already' {
        $null = Set-CostBudget Month 42 USD
        (Test-CostBudget -TimeZone UTC -WarningAction SilentlyContinue).State | Should -Be Exceeded
    }

    It 'makes a budget of the whole stack stale, where one account of it is' {
        Import-SteadyAccount home '2026-11-29T12:00:00Z'
        $null = Set-CostBudget Wide 500 USD
        $status = Test-CostBudget Wide -TimeZone UTC -WarningVariable warned -WarningAction SilentlyContinue
        "$($status.State) $($status.StaleAccounts)" | Should -Be 'Stale team'
        "$warned" | Should -BeLike "*'Wide'*team hasn't been read since 2026-11-20 12:00Z*"
        Test-CostBudget Wide -Quiet -TimeZone UTC -WarningAction SilentlyContinue | Should -BeFalse
        $summary = Get-CostSummary -TimeZone UTC
        "$([double] $summary.MonthToDate) $([double] $summary.ForecastThisMonth) $($summary.StaleAccounts)" | Should -Be '105.6 132 team'
        # A sum over both is known as far as the one that was read least recently.
        $spend = Get-CostSpend -MonthToDate -GroupBy Provider -TimeZone UTC
        $spend.ObservedTo.UtcDateTime, $spend.StaleSince.UtcDateTime | Should -Be @($lastRead, $lastRead)
    }

    It 'is unknown in a new month, at its first instants too: never 0 and never exact' {
        foreach ($at in '2026-12-01T00:00:00Z', '2026-12-01T00:00:05Z', '2026-12-09T00:00:00Z') {
            $forecast = Get-CostForecast -TimeZone UTC -AsOf $at
            $summary = Get-CostSummary -TimeZone UTC -AsOf $at
            $status = Test-CostBudget -TimeZone UTC -AsOf $at -WarningAction SilentlyContinue
            $whole = Get-CostForecast -WholeStack -TimeZone UTC -AsOf $at
            foreach ($unknown in $forecast.MonthToDate, $summary.MonthToDate, $summary.Lines[0].MonthToDate, $status.Spent, $status.Remaining, $whole.MonthToDate) {
                $unknown | Should -BeNullOrEmpty
            }
            foreach ($month in $forecast.ThisMonth, $summary.ForecastThisMonth, $status.Forecast, $whole.ThisMonth) { [math]::Round($month, 6) | Should -Be 68.2 }
            "$($summary.NotReadThisMonth) $($status.NotReadThisMonth) $($status.State)" | Should -Be 'team team Stale'
            Show-CostDashboard -TimeZone UTC -Ascii -AsOf $at | Where-Object { $_ -match '^Month to date +- +USD  nothing observed' } | Should -HaveCount 1
            Show-CostDashboard -TimeZone UTC -Ascii -Line -AsOf $at | Should -BeLike '- -> 68.20[*] USD |*'
            (Get-ChartData $at).month.spent | Where-Object { $null -ne $_ } | Should -BeNullOrEmpty
            Get-CostSpend -MonthToDate -TimeZone UTC -AsOf $at -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            "$warned" | Should -BeLike "*The spend of the account 'team' in USD this month*last snapshot was taken at 2026-11-20 12:00Z*"
        }
    }

    It 'leaves no account out of a sum without saying so' {
        Import-SteadyAccount home '2026-12-02T00:00:00Z'
        $at = '2026-12-02T00:00:00Z'
        $summary = Get-CostSummary -TimeZone UTC -AsOf $at
        "$([double] $summary.MonthToDate) $($summary.NotReadThisMonth)" | Should -Be '2.2 team'
        ($summary | Out-String -Width 200) -replace '\s+', ' ' | Should -BeLike '*not read this month: team*'
        (Show-CostDashboard -TimeZone UTC -AsOf $at) -join ' ' | Should -BeLike "*The month to date doesn't include accounts that weren't read this month: team.*"
        $spend = Get-CostSpend -MonthToDate -GroupBy Provider -TimeZone UTC -AsOf $at -WarningAction SilentlyContinue
        "$([double] $spend.Amount) $($spend.NotObserved)" | Should -Be '2.2 team'
    }

    It 'has one clock for the balance, the month and the run-out, whenever it is looked at' {
        $then = Get-CostForecast -TimeZone UTC -AsOf '2026-11-20T12:00:00Z'
        $later = Get-CostForecast -TimeZone UTC -AsOf '2026-11-29T00:00:00Z'
        foreach ($one in 'MonthToDate', 'ThisMonth', 'ThisMonthLow', 'ThisMonthHigh', 'Balance', 'BalanceAtMonthEnd', 'RunsOutAt', 'DailyBurn', 'Coverage') {
            $later.$one | Should -Be $then.$one
        }
    }

    It 'is not late for somebody who reads once a week, until four of them are missed' {
        $lines = foreach ($week in 0..6) { 'weekly,USD,2026-10-{0:00}T00:00:00Z,{1}' -f (1 + 4 * $week), (90 - $week) }
        $file = Join-Path $TestDrive 'weekly.csv'
        Set-Content $file (@('account,currency,first_seen,total') + $lines)
        $null = Import-CostSnapshot $file
        (Get-CostForecast weekly -TimeZone UTC -AsOf '2026-11-10T00:00:00Z').StaleSince | Should -BeNullOrEmpty
        (Get-CostForecast weekly -TimeZone UTC -AsOf '2026-11-10T00:00:01Z').StaleSince.UtcDateTime | Should -Be ([datetime]'2026-10-25T00:00:00')
    }

    It 'begins for billed costs where the bill ends' {
        $file = Join-Path $TestDrive 'billed.csv'
        Set-Content $file (@('date,provider,amount,currency') + (1..19).ForEach({ '2026-11-{0:00},Google,2.2,USD' -f $_ }))
        $null = Import-CostRecord $file
        $forecast = Get-CostForecast google -TimeZone UTC
        "$([double] $forecast.MonthToDate) $([double] $forecast.ThisMonth) $([double] $forecast.Total)" | Should -Be '41.8 66 68.2'
        $forecast.ObservedTo.UtcDateTime, $forecast.StaleSince.UtcDateTime | Should -Be @([datetime]'2026-11-20', [datetime]'2026-11-20')
    }
}
