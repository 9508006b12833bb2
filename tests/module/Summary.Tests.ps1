BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    # Two accounts, a reading each midnight from the first to the sixteenth: 1 USD and 10 CNY a day.
    function Import-TwoAccount {
        $lines = foreach ($day in 1..16) {
            'home,USD,2026-11-{0:00}T00:00:00Z,{1}' -f $day, (100 - $day)
            'work,CNY,2026-11-{0:00}T00:00:00Z,{1}' -f $day, (1000 - 10 * $day)
        }
        $file = Join-Path $TestDrive "two-$([guid]::NewGuid().ToString('n')).csv"
        Set-Content $file (@('account,currency,first_seen,total') + $lines)
        $null = Import-CostSnapshot $file
    }
}

Describe 'Get-CostSummary and Test-CostBudget' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'
        Import-TwoAccount
    }
    AfterEach { Exit-TestHome }

    It 'adds up in one currency at the rates of the days' {
        $null = Set-CostExchangeRate -From CNY -To USD -Rate 0.1 -Date 2026-01-01
        $null = Set-CostExchangeRate -From CNY -To USD -Rate 0.2 -Date 2026-11-11
        $summary = Get-CostSummary -TimeZone UTC
        $summary.Currency | Should -Be USD
        # 15 days of 1 USD; ten days of 10 CNY at 0.1 and five at 0.2.
        $summary.MonthToDate | Should -Be 35
        # Fifteen days more, all of them at 0.2.
        $summary.ForecastThisMonth | Should -Be 80
        $summary.ForecastNextMonth | Should -Be 93
        $summary.Unconverted | Should -BeNullOrEmpty
        $summary.IsApproximate | Should -BeTrue
    }

    It 'leaves apart what has no rate, and names the rate' {
        $summary = Get-CostSummary USD -TimeZone UTC -WarningVariable warned -WarningAction SilentlyContinue
        $summary.MonthToDate | Should -Be 15
        $summary.Unconverted.Currency | Should -Be CNY
        $summary.Unconverted.Amount | Should -Be 150
        "$warned" | Should -BeLike '*Set-CostExchangeRate -From CNY -To USD*'
        "$($summary.Unconverted)" | Should -BeLike '150* CNY (no rate CNY to USD*'
    }

    It 'counts a subscription where it is charged, or spreads it' {
        $null = Add-CostSubscription -Name ide -Amount 30 -Currency USD -Period Monthly -Start 2026-11-20
        $charged = Get-CostSummary USD -TimeZone UTC -WarningAction SilentlyContinue
        "$($charged.MonthToDate) $($charged.ForecastThisMonth) $($charged.ForecastNextMonth) $($charged.Subscriptions)" | Should -Be '15 60 61 30'
        $spread = Get-CostSummary USD -Amortize -TimeZone UTC -WarningAction SilentlyContinue
        $spread.ForecastThisMonth | Should -Be 41
        $charged.Lines.ForEach({ "$($_.Name) $($_.Currency)" }) -join ', ' | Should -Be 'DeepSeek USD, (subscriptions) USD, DeepSeek CNY'
    }

    It 'says since when an account is silent' {
        # Who reads once a day is late after four days.
        $env:COSTCOMPASS_CLOCK = '2026-11-20T00:00:00Z'
        (Get-CostSummary USD -TimeZone UTC -WarningAction SilentlyContinue).Lines | Where-Object StaleSince | Should -BeNullOrEmpty
        $env:COSTCOMPASS_CLOCK = '2026-11-20T00:00:01Z'
        $line = (Get-CostSummary USD -TimeZone UTC -WarningAction SilentlyContinue).Lines | Where-Object Currency -EQ USD
        $line.StaleSince.UtcDateTime | Should -Be ([datetime]'2026-11-16T00:00:00')
        $line.ObservedTo | Should -Be $line.StaleSince
        (Get-CostSummary USD -TimeZone UTC -MaximumAge 5.00:00:00 -WarningAction SilentlyContinue).Lines | Where-Object StaleSince | Should -BeNullOrEmpty
        $env:COSTCOMPASS_CLOCK = '2028-11-18T00:00:00Z'
        $line = (Get-CostSummary USD -TimeZone UTC -WarningAction SilentlyContinue).Lines | Where-Object Currency -EQ USD
        $line.StaleSince.UtcDateTime | Should -Be ([datetime]'2026-11-16T00:00:00')
    }

    It 'forecasts the whole stack in one object, with the figures of the summary' {
        $null = Set-CostExchangeRate -From CNY -To USD -Rate 0.2 -Date 2026-01-01
        $null = Add-CostSubscription -Name ide -Amount 30 -Currency USD -Period Monthly -Start 2026-11-20
        $forecast = Get-CostForecast -WholeStack -TimeZone UTC
        $forecast.Account | Should -Be '*'
        # Fifteen days of 1 USD and of 10 CNY at 0.2; a day costs 3; the subscription is charged on the 20th.
        "$($forecast.Currency) $($forecast.Month) $([double] $forecast.DailyBurn) $([double] $forecast.Usage) $($forecast.Subscriptions)" | Should -Be 'USD 2026-12 3 93 30'
        $forecast.MonthToDate | Should -Be 45
        $forecast.ThisMonth | Should -Be 120
        $forecast.Total | Should -Be 123
        # 84 USD and 840 CNY are left, and the yuan last as long as the dollars.
        $forecast.Balance | Should -Be 252
        $summary = Get-CostSummary -TimeZone UTC
        $summary.MonthToDate | Should -Be $forecast.MonthToDate
        $summary.ForecastNextMonth | Should -Be $forecast.Total
        # June: 19 of the 31 days that the charge of May pays for, and 11 of the 30 of its own.
        (Get-CostForecast -WholeStack -Amortize -Month 2027-06 -TimeZone UTC).Total | Should -Be 119.387096774
        # Thirty days of 15 CNY, and the subscription of 150.
        (Get-CostForecast -WholeStack -Month 2026-11 -Currency CNY -TimeZone UTC).Total | Should -Be 600
        Get-CostForecast -WholeStack -Currency EUR -WarningAction SilentlyContinue -WarningVariable warned | Should -BeNullOrEmpty
        "$warned" | Should -BeLike "*The total doesn't include amounts in CNY*The total doesn't include amounts in USD*"
    }

    It 'has no forecast of the whole stack for a month that is over' {
        { Get-CostForecast -WholeStack -Month 2026-10 -ErrorAction Stop } | Should -Throw -ErrorId 'MonthIsOver,CostCompass.Commands.GetCostForecastCommand'
    }

    It 'is one row of text in a file' {
        $row = Get-CostSummary USD -TimeZone UTC -WarningAction SilentlyContinue | ConvertTo-Csv | ConvertFrom-Csv
        $row.Lines | Should -BeLike 'DeepSeek 15* USD; DeepSeek 150* CNY'
    }

    It 'finds nothing to sum up in an empty store' {
        $null = Enter-TestHome
        $null = Get-CostSummary -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'NothingToSummarize,*'
    }

    It 'holds the month against a budget: <Amount> is <State>' -ForEach @(
        @{ Amount = 30; State = 'Ok'; Day = $null; Quiet = $true }
        @{ Amount = 29.5; State = 'Forecast'; Day = '2026-11-30'; Quiet = $false }
        @{ Amount = 9.5; State = 'Exceeded'; Day = '2026-11-10'; Quiet = $false }
    ) {
        $null = Set-CostBudget -Name home -Amount $Amount -Currency USD -Account home
        $status = Test-CostBudget -TimeZone UTC
        $status.State | Should -Be $State
        $status.Spent | Should -Be 15
        $status.Forecast | Should -Be 30
        "$($status.ExceededOn)" | Should -Be "$(if ($Day) { [DateOnly]$Day })"
        Test-CostBudget -Quiet -TimeZone UTC | Should -Be $Quiet
        Test-CostBudget -Quiet -IgnoreForecast -TimeZone UTC | Should -Be ($State -ne 'Exceeded')
    }

    It 'says nothing of a budget without the rate, and the answer is no' {
        $null = Set-CostBudget -Name all -Amount 1000 -Currency USD
        $null = Test-CostBudget -TimeZone UTC -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ExchangeRateMissing,*'
        $failed[0].TargetObject | Should -Be 'all'
        Test-CostBudget -Quiet -TimeZone UTC -ErrorAction SilentlyContinue | Should -BeFalse
    }

    It 'says nothing of a budget without a history, and the answer is no' {
        $null = Set-CostBudget -Name nobody -Amount 10 -Currency USD -Provider Nobody -WarningAction SilentlyContinue
        Test-CostBudget -Quiet -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeFalse
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'BudgetWithoutHistory,*'
    }

    It 'answers no when there is no such budget' {
        Test-CostBudget missing -Quiet -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeFalse
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'BudgetNotFound,*'
    }

    It 'answers no when a pattern finds nothing to check' {
        $null = Set-CostBudget -Name home -Amount 100 -Currency USD -Account home
        Test-CostBudget 'alx*' -Quiet -TimeZone UTC -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeFalse
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'BudgetNotFound,*'
        Test-CostBudget 'alx*', 'ho*' -Quiet -TimeZone UTC -ErrorAction Stop | Should -BeTrue
        Test-CostBudget 'alx*' -ErrorAction Stop | Should -BeNullOrEmpty
        @() | Test-CostBudget -Quiet -ErrorAction SilentlyContinue | Should -BeFalse
    }

    It 'does not take silence for a budget that holds' {
        $null = Set-CostBudget -Name home -Amount 100 -Currency USD -Account home
        $env:COSTCOMPASS_CLOCK = '2026-12-09T00:00:00Z'
        $status = Test-CostBudget -TimeZone UTC -WarningVariable warned -WarningAction SilentlyContinue
        "$($status.State) $($status.Spent) $([double] $status.Forecast) $($status.StaleAccounts)" | Should -Be 'Stale  31 home'
        $status.StaleSince.UtcDateTime | Should -Be ([datetime]'2026-11-16T00:00:00')
        "$warned" | Should -BeLike "*'home'*home hasn't been read since 2026-11-16 00:00Z*"
        Test-CostBudget -Quiet -TimeZone UTC -WarningVariable quiet -WarningAction SilentlyContinue | Should -BeFalse
        $quiet | Should -HaveCount 1
        Test-CostBudget -Quiet -IgnoreForecast -TimeZone UTC -WarningAction SilentlyContinue | Should -BeFalse
    }

    It 'takes a budget for held without a forecast when that is ignored and spend is known, not when nothing is' {
        $file = Join-Path $TestDrive 'new.csv'
        Set-Content $file 'account,currency,first_seen,total', 'fresh,USD,2026-11-16T00:00:00Z,5'
        $null = Import-CostSnapshot $file
        $null = Set-CostBudget -Name fresh -Amount 100 -Currency USD -Account fresh
        Test-CostBudget fresh -Quiet -WarningAction SilentlyContinue | Should -BeFalse
        (Test-CostBudget fresh -WarningAction SilentlyContinue).State | Should -Be 'Unknown'
        Test-CostBudget fresh -Quiet -IgnoreForecast -WarningAction SilentlyContinue | Should -BeFalse
        Add-Content $file 'fresh,USD,2026-11-16T00:00:30Z,4'
        $null = Import-CostSnapshot $file
        $env:COSTCOMPASS_CLOCK = '2026-11-16T00:00:30Z'
        Test-CostBudget fresh -Quiet -IgnoreForecast -WarningAction SilentlyContinue | Should -BeTrue
    }

    It 'counts a charge alike everywhere at the midnight at which it is made' {
        $null = Add-CostSubscription -Name ide -Amount 30 -Currency USD -Start 2026-11-12
        $null = Set-CostExchangeRate -From CNY -To USD -Rate 0.1 -Date 2026-01-01
        $null = Set-CostBudget -Name all -Amount 500 -Currency USD
        foreach ($one in @{ At = '2026-11-12T00:00:00Z'; Spent = 22 }, @{ At = '2026-11-12T00:00:01Z'; Spent = 52 }) {
            [math]::Round((Get-CostSummary USD -AsOf $one.At -TimeZone UTC).MonthToDate) | Should -Be $one.Spent
            [math]::Round((Test-CostBudget -AsOf $one.At -TimeZone UTC).Spent) | Should -Be $one.Spent
            [math]::Round((Get-CostForecast -WholeStack -Currency USD -AsOf $one.At -TimeZone UTC).MonthToDate) | Should -Be $one.Spent
        }
    }

    It 'says of figures beyond all measure that they are' {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-20T00:00:00Z'
        $file = Join-Path $TestDrive 'absurd.csv'
        # A day that is not early, then top-ups that hide all but a millionth of a second.
        Set-Content $file @(
            'account,currency,first_seen,total,granted,topped_up'
            'h1,CNY,2026-11-01T00:00:00Z,4,2,2', 'h1,CNY,2026-11-02T00:00:00Z,3,1,2'
            'h1,CNY,2026-11-19T00:00:00.000000Z,1000000000,0,1000000000', 'h1,CNY,2026-11-19T00:00:00.000001Z,0,0,0')
        $null = Import-CostSnapshot $file
        $null = Set-CostExchangeRate CNY USD 1000000000 2026-11-01
        $null = Set-CostBudget b 100 USD
        # A millionth of a second of several trailing days would be early; of the one day it is the pace.
        $asked = @{ TimeZone = 'UTC'; WindowDays = 1 }
        foreach ($do in { Get-CostSummary USD @asked }, { Get-CostForecast -WholeStack -Currency USD @asked }, { Test-CostBudget @asked }) {
            $do | Should -Throw -ErrorId 'AmountOutOfRange,*'
        }
        Test-CostBudget -Quiet @asked -ErrorAction SilentlyContinue | Should -BeFalse
    }

    It 'refuses a negative maximum age of a reading' {
        $null = Set-CostBudget home 5 USD -Account home
        foreach ($do in { Get-CostSummary -MaximumAge -1 }, { Show-CostDashboard -MaximumAge -1 }, { Export-CostReport (Join-Path $TestDrive 'stale.html') -MaximumAge -1 },
            { Test-CostBudget -MaximumAge -1 -Quiet }, { Get-CostForecast -MaximumAge -1 }, { Get-CostSpend -GroupBy Window -MaximumAge -1 }, { Show-CostChart -MaximumAge -1 }) {
            $do | Should -Throw -ErrorId 'InvalidMaximumAge,*'
        }
    }

    It 'has no amount apart where there is none' {
        $file = Join-Path $TestDrive 'none.csv'
        Set-Content $file 'date,provider,amount,currency', '2026-11-10,Taken,5,EUR', '2026-11-15,Taken,2,EUR'
        $null = Import-CostRecord $file
        Set-Content $file 'date,provider,amount,currency', '2026-11-10,Taken,0,EUR', '2026-11-15,Taken,0,EUR'
        $null = Import-CostRecord $file
        $null = Set-CostExchangeRate -From CNY -To USD -Rate 0.1 -Date 2026-01-01
        $summary = Get-CostSummary USD -TimeZone UTC -WarningVariable warned
        $summary.Unconverted | Should -BeNullOrEmpty
        $warned | Should -BeNullOrEmpty
    }

    It 'says nothing untrue of costs that are known for today alone' {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T12:00:00Z'
        $file = Join-Path $TestDrive 'today.csv'
        Set-Content $file 'date,provider,amount,currency', '2026-11-16,Today,5,USD'
        $null = Import-CostRecord $file
        $null = Get-CostSummary -TimeZone UTC -WarningVariable warned -WarningAction SilentlyContinue
        $null = Get-CostForecast -WholeStack -TimeZone UTC -WarningVariable whole -WarningAction SilentlyContinue
        "$warned$whole" | Should -Not -BeLike '*nothing was observed*'
    }

    It 'marks in tables what rests on a balance' {
        $null = Set-CostBudget -Name home -Amount 100 -Currency USD -Account home
        $null = Set-CostExchangeRate -From CNY -To USD -Rate 0.1 -Date 2026-01-01
        Invoke-Invariant { Get-CostSummary USD -TimeZone UTC | Format-Table | Out-String -Width 150 } | Should -BeLike '*30.00[*] *60.00[*] *62.00[*]*'
        Invoke-Invariant { Test-CostBudget -TimeZone UTC | Format-Table | Out-String -Width 150 } | Should -BeLike '*15.00[*] *30.00[*]*'
    }

    It 'gives the result of an earlier instant' {
        (Get-CostSummary USD -AsOf 2026-11-06T00:00:00Z -TimeZone UTC -WarningAction SilentlyContinue).MonthToDate | Should -Be 5
    }
}
