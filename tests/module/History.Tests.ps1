# One account, six readings. Every expected figure below is worked out by hand from this table:
#
#   instant (UTC)     spent before it   topped up   granted  topped-up  total   what the balance tells of the window before
#   11-02 00:00                                        5.0       20.0    25.0   baseline
#   11-02 12:00             1.5                        3.5       20.0    23.5   clean        1.5
#   11-02 18:00             0                          3.5       20.0    23.5   the same snapshot, seen again
#   11-03 06:00             0.5            10          3.0       30.0    33.0   0.5, top-up 10: a lower bound, as the credit may have been used up and granted again
#   11-03 12:00             5.0                        0.0       28.0    28.0   clean        5.0
#   11-03 18:00             4.0            10          0.0       34.0    34.0   lower bound  0, top-up at least 6
#   11-04 18:00             2.4                        0.0       31.6    31.6   clean        2.4
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:simulator = Open-Simulator -Argument '--granted', '5', '--topped-up', '20', '--clock', '2026-11-02T00:00:00Z'
    $null = Enter-TestHome
    $null = Connect-TestAccount $simulator

    $script:updates = foreach ($step in @(
            @{ At = '2026-11-02T00:00:00Z'; Spent = 0; TopUp = 0 }
            @{ At = '2026-11-02T12:00:00Z'; Spent = 1.5; TopUp = 0 }
            @{ At = '2026-11-02T18:00:00Z'; Spent = 0; TopUp = 0 }
            @{ At = '2026-11-03T06:00:00Z'; Spent = 0.5; TopUp = 10 }
            @{ At = '2026-11-03T12:00:00Z'; Spent = 5; TopUp = 0 }
            @{ At = '2026-11-03T18:00:00Z'; Spent = 4; TopUp = 10 }
            @{ At = '2026-11-04T18:00:00Z'; Spent = 2.4; TopUp = 0 }
        )) {
        Enter-Instant $step.At $simulator
        if ($step.Spent) { $null = Invoke-Simulator $simulator spend @{ amount = $step.Spent } }
        if ($step.TopUp) { $null = Invoke-Simulator $simulator topup @{ amount = $step.TopUp } }
        Update-CostSnapshot
    }

    function Get-Instant {
        param([string] $Text)
        [datetimeoffset]"2026-$Text`:00Z"
    }

    # Measure-Object adds in double precision.
    function Get-Sum {
        param([object[]] $Spend)
        [decimal] $sum = 0
        foreach ($one in $Spend) { if ($null -ne $one.Amount) { $sum += $one.Amount } }
        $sum
    }
}

AfterAll {
    Close-Simulator $simulator
    Exit-TestHome
}

Describe 'Update-CostSnapshot' {
    It 'gives what was spent since the last time, and how good the figure is' {
        $updates.SpendSinceLast | Should -Be @($null, 1.5, 0, 0.5, 5, 0, 2.4)
        $updates.Quality | Should -Be @('Baseline', 'Clean', 'Clean', 'LowerBound', 'Clean', 'LowerBound', 'Clean')
        $updates.Total | Should -Be @(25, 23.5, 23.5, 33, 28, 34, 31.6)
    }

    It 'moves LastSeen of an unchanged balance and adds no snapshot' {
        $updates[2].FirstSeen | Should -Be (Get-Instant '11-02T12:00')
        $updates[2].LastSeen | Should -Be (Get-Instant '11-02T18:00')
        (Get-CostStore).Snapshots | Should -Be 6
    }
}

Describe 'Get-CostSnapshot' {
    It 'lists every snapshot, oldest first, with what was spent before it' {
        $snapshots = Get-CostSnapshot

        $snapshots.FirstSeen | Should -Be ('11-02T00:00', '11-02T12:00', '11-03T06:00', '11-03T12:00', '11-03T18:00', '11-04T18:00' |
                ForEach-Object { Get-Instant $_ })
        $snapshots.SpendSinceLast | Should -Be @($null, 1.5, 0.5, 5, 0, 2.4)
        $snapshots.Granted | Should -Be @(5, 3.5, 3, 0, 0, 0)
        $snapshots.ToppedUp | Should -Be @(20, 20, 30, 28, 34, 31.6)
        $snapshots | ForEach-Object { $_.Account, $_.Provider, $_.Currency | Should -Be @('deepseek', 'DeepSeek', 'USD') }
    }

    It 'gives the newest with -Last' {
        (Get-CostSnapshot -Last 2).Total | Should -Be @(34, 31.6)
    }

    It 'gives those of a span with -After and -Before' {
        (Get-CostSnapshot -After '2026-11-02T13:00:00Z' -Before '2026-11-03T12:00:00Z').Total | Should -Be @(23.5, 33)
    }

    It 'gives with -AsOf what was known then' {
        $known = Get-CostSnapshot -AsOf '2026-11-02T15:00:00Z'

        $known.Total | Should -Be @(25, 23.5)
        $known[1].LastSeen | Should -BeLessOrEqual (Get-Instant '11-02T15:00')
    }

    It 'names an account that has no history' {
        Get-CostSnapshot nobody -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'AccountNotFound,*'
        $failures[0].TargetObject | Should -Be 'nobody'
    }

    It 'names an account that has no snapshot yet, also from the pipeline' {
        $null = Connect-TestAccount $simulator fresh
        try {
            Get-CostAccount fresh | Get-CostSnapshot -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'NoSnapshot,*'
            $failures[0].TargetObject | Should -Be 'fresh'
        }
        finally {
            Disconnect-CostAccount fresh
        }
    }
}

Describe 'Get-CostSpend' {
    It 'gives days unless something else is asked for' {
        $spend = Get-CostSpend -TimeZone UTC

        $spend.GroupBy | Select-Object -Unique | Should -Be 'Day'
        $spend | ForEach-Object { "$($_.From.UtcDateTime.ToString('MM-dd')) $($_.Amount)" } |
            Should -Be (Get-CostSpend -GroupBy Day -TimeZone UTC | ForEach-Object { "$($_.From.UtcDateTime.ToString('MM-dd')) $($_.Amount)" })
        ($spend.Amount | Measure-Object -Sum).Sum | Should -Be 9.4
    }

    It 'gives every window with its quality and bounds' {
        $spend = Get-CostSpend -GroupBy Window

        $spend.From | Should -Be ('11-02T00:00', '11-02T00:00', '11-02T18:00', '11-03T06:00', '11-03T12:00', '11-03T18:00' |
                ForEach-Object { Get-Instant $_ })
        $spend.To | Should -Be ('11-02T00:00', '11-02T12:00', '11-03T06:00', '11-03T12:00', '11-03T18:00', '11-04T18:00' |
                ForEach-Object { Get-Instant $_ })
        $spend.Amount | Should -Be @($null, 1.5, 0.5, 5, 0, 2.4)
        $spend.Low | Should -Be @($null, 1.5, 0.5, 2, 0, 2.4)
        # Nobody knows yet what this account spends in hours: a top-up that was spent at once would leave no trace.
        $spend.High | Should -Be @($null, $null, $null, $null, $null, $null)
        $spend.TopUp | Should -Be @($null, $null, 10, $null, 6, $null)
        $spend.Quality | Should -Be @('Baseline', 'Clean', 'LowerBound', 'Clean', 'LowerBound', 'Clean')
        $spend | ForEach-Object { $_.IsApproximate | Should -BeTrue }
    }

    It 'gives the month to date as one figure of the weakest quality' {
        $spend = Get-CostSpend -MonthToDate -TimeZone UTC

        $spend | Should -HaveCount 1
        $spend.Amount | Should -Be 9.4
        $spend.Low | Should -Be 6.4
        $spend.High | Should -BeNullOrEmpty
        $spend.TopUp | Should -Be 16
        $spend.Quality | Should -Be 'LowerBound'
        $spend.From | Should -Be (Get-Instant '11-01T00:00')
        $spend.ObservedFrom | Should -Be (Get-Instant '11-02T00:00')
        $spend.ObservedTo | Should -Be (Get-Instant '11-04T18:00')
    }

    It 'spreads the windows over the days of <TimeZone>' -ForEach @(
        @{ TimeZone = 'UTC'; Offset = 0; Days = @('11-02', '11-03', '11-04'); Amounts = @(1.75, 5.85, 1.8) }
        @{ TimeZone = 'Asia/Shanghai'; Offset = 8; Days = @('11-02', '11-03', '11-04', '11-05'); Amounts = @(1.5, 5.5, 2.2, 0.2) }
        @{ TimeZone = 'America/Los_Angeles'; Offset = -8; Days = @('11-01', '11-02', '11-03', '11-04'); Amounts = @(1, (1 + 5 / 3), (10 / 3 + 1.4), 1) }
        @{ TimeZone = 'W. Europe Standard Time'; Offset = 1; Days = @('11-02', '11-03', '11-04'); Amounts = @((1.5 + 5 / 24), (0.5 - 5 / 24 + 5 + 0.5), 1.9) }
    ) {
        $spend = Get-CostSpend -GroupBy Day -TimeZone $TimeZone

        $spend.From | ForEach-Object { $_.ToString('MM-dd HH:mm', [cultureinfo]::InvariantCulture) } | Should -Be ($Days | ForEach-Object { "$_ 00:00" })
        $spend[-1].From.Offset.TotalHours | Should -Be $Offset
        Get-Sum $spend | Should -Be 9.4
        for ($day = 0; $day -lt $Days.Count; $day++) {
            [decimal]::Round($spend[$day].Amount - [decimal]$Amounts[$day], 8) | Should -Be 0 -Because "of $($Days[$day])"
        }
    }

    It 'cuts windows at -After and -Before in proportion' {
        $spend = Get-CostSpend -GroupBy Window -After '2026-11-03T00:00:00Z' -Before '2026-11-03T09:00:00Z'
        $spend.Amount | Should -Be @(0.25, 2.5)
    }

    It 'gives with -AsOf what was known then' {
        (Get-CostSpend -MonthToDate -TimeZone UTC -AsOf '2026-11-03T06:00:00Z').Amount | Should -Be 2
        (Get-CostSpend -GroupBy Window -AsOf '2026-11-02T12:00:00Z').Amount | Should -Be @($null, 1.5)
    }

    It 'adds up by <_>' -ForEach 'Account', 'Provider', 'Month', 'Week', 'Hour' {
        Get-Sum (Get-CostSpend -GroupBy $_ -TimeZone UTC) | Should -Be 9.4
    }

    It 'refuses a currency that is none' {
        { Get-CostSpend -GroupBy Window -Currency Yuan } | Should -Throw "*'Yuan' is not a currency code*"
    }

    It 'knows no account in a provider''s figure' {
        $spend = Get-CostSpend -GroupBy Provider
        $spend.Account | Should -BeNullOrEmpty
        $spend.Provider | Should -Be 'DeepSeek'
    }

    It 'filters by provider and currency' {
        @(Get-CostSpend -GroupBy Window -Provider Deep* -Currency usd) | Should -HaveCount 6
        Get-CostSpend -GroupBy Window -Provider Other* | Should -BeNullOrEmpty
        Get-CostSpend -GroupBy Window -Currency CNY | Should -BeNullOrEmpty
    }
}

Describe 'Get-CostForecast' {
    # Covered are 12 h + 6 h unchanged + 12 h + 6 h + 24 h = 2.5 days with 9.4 spent; the 6 h of the lower bound are left out.
    It 'is the burn of the trailing days times the days of next month' {
        $forecast = Get-CostForecast -TimeZone UTC

        $forecast.Account | Should -Be 'deepseek'
        $forecast.Currency | Should -Be 'USD'
        $forecast.Month | Should -Be '2026-12'
        $forecast.DailyBurn | Should -Be 3.76
        $forecast.Total | Should -Be (3.76 * 31)
        $forecast.Usage | Should -Be (3.76 * 31)
        $forecast.Subscriptions | Should -Be 0
        $forecast.WindowDays | Should -Be 7
        $forecast.Coverage | Should -Be 0.3571
        $forecast.DaysObserved | Should -Be 2.75
        $forecast.Method | Should -Be 'TrailingAverage'
        $forecast.Confidence | Should -Be 'Low'
        $forecast.IsApproximate | Should -BeTrue
    }

    It 'gives this month, and what becomes of the balance' {
        $forecast = Get-CostForecast -TimeZone UTC

        $forecast.MonthToDate | Should -Be 9.4
        $forecast.ThisMonth | Should -Be (9.4 + 3.76 * 26.25)
        $forecast.Balance | Should -Be 31.6
        $forecast.BalanceAtMonthEnd | Should -Be 0
        $days = ($forecast.RunsOutAt - (Get-Instant '11-04T18:00')).TotalDays
        # To the second.
        [math]::Abs($days - 31.6 / 3.76) | Should -BeLessThan (1 / 86400)
    }

    It 'takes another month as <Given>' -ForEach @(
        @{ Given = '2027-01'; Month = '2027-01'; Days = 31 }
        @{ Given = '2028-02-17'; Month = '2028-02'; Days = 29 }
    ) {
        $forecast = Get-CostForecast -Month $Given -TimeZone UTC
        $forecast.Month | Should -Be $Month
        $forecast.Total | Should -Be (3.76 * $Days)
    }

    It 'gives the current month as what is spent and the burn for the rest' {
        $forecast = Get-CostForecast -Month 2026-11 -TimeZone UTC
        $forecast.Total | Should -Be $forecast.ThisMonth
        $forecast.Low | Should -BeGreaterOrEqual $forecast.MonthToDate
    }

    It 'has nothing to forecast of a month that is over' {
        $failure = { Get-CostForecast -Month 2026-10 -TimeZone UTC -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'MonthIsOver,*'
    }

    It 'holds 80 % of the outcomes between its bounds, and more with a higher level' {
        $usual = Get-CostForecast -TimeZone UTC
        $wide = Get-CostForecast -TimeZone UTC -ConfidenceLevel 95
        $usual.Low | Should -BeLessThan $usual.Total
        $usual.High | Should -BeGreaterThan $usual.Total
        $wide.Low | Should -BeLessOrEqual $usual.Low
        $wide.High | Should -BeGreaterThan $usual.High
        $usual.RunsOutEarly | Should -BeLessOrEqual $usual.RunsOutAt
        $usual.RunsOutLate | Should -BeGreaterOrEqual $usual.RunsOutAt
    }

    It 'refuses the month <_>' -ForEach '2026-13', 'December', '12' {
        { Get-CostForecast -Month $_ } | Should -Throw '*isn''t a valid month*'
    }

    It 'looks back as many days as -WindowDays says' {
        $forecast = Get-CostForecast -WindowDays 1 -TimeZone UTC
        $forecast.DailyBurn | Should -Be 2.4
        $forecast.Coverage | Should -Be 1
    }

    It 'shows dates of the Gregorian calendar under <_>' -ForEach 'ar-SA', 'th-TH', 'fa-IR' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            Get-CostSpend -GroupBy Window | Select-Object -First 1 | Out-String | Should -Match '2026-11-'
            Get-CostSnapshot | Select-Object -First 1 | Out-String | Should -Match '2026-11-'
        }
        finally { [cultureinfo]::CurrentCulture = $before }
    }

    It 'gives with -AsOf the forecast that would have been made then' {
        $forecast = Get-CostForecast -AsOf '2026-11-02T12:00:00Z' -TimeZone UTC
        # Half a day is early: 1.5 x 2^0.4 a day.
        $forecast.IsEarly | Should -BeTrue
        $forecast.DailyBurn | Should -Be 1.979261866
        $forecast.Total | Should -Be 61.357117846
        $forecast.Balance | Should -Be 23.5
        $forecast.Confidence | Should -Be 'Low'
    }

    It 'gives none from a baseline alone, and says when there will be one' {
        $forecast = Get-CostForecast -AsOf '2026-11-02T01:00:00Z' -WarningVariable warnings -WarningAction SilentlyContinue
        $forecast | Should -BeNullOrEmpty
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike "*'deepseek'*needs at least two snapshots*Update-CostSnapshot*"
    }

    It 'goes on from the last reading however long ago that was, and says which it was' {
        $forecast = Get-CostForecast -AsOf '2026-12-24T00:00:00Z' -TimeZone UTC
        $forecast.ObservedTo, $forecast.StaleSince | Should -Be @((Get-Instant '11-04T18:00'), (Get-Instant '11-04T18:00'))
        $forecast.DailyBurn, $forecast.Coverage, $forecast.MonthToDate | Should -Be @(3.76, 0.3571, $null)
        $forecast.ThisMonth | Should -Be (3.76 * 31)
        $forecast.Reason | Should -BeLike '*2.5 of the 7 days up to the last reading, 2026-11-04 18:00, are covered*'
    }
}

Describe 'Remove-CostSnapshot' {
    BeforeAll {
        # A copy, since what is removed cannot be had again.
        $script:original = $env:COSTCOMPASS_HOME
        function Copy-Home {
            $copy = Join-Path $TestDrive ([guid]::NewGuid())
            Copy-Item $original $copy -Recurse
            $env:COSTCOMPASS_HOME = $copy
        }
    }

    BeforeEach { Copy-Home }

    AfterAll { $env:COSTCOMPASS_HOME = $original }

    It 'removes exactly the snapshots of the pipeline' {
        Get-CostSnapshot | Where-Object Total -EQ 33 | Remove-CostSnapshot -Confirm:$false

        (Get-CostSnapshot).Total | Should -Be @(25, 23.5, 28, 34, 31.6)
    }

    It 'lets the windows around it become one' {
        Get-CostSnapshot | Where-Object Total -EQ 33 | Remove-CostSnapshot -Confirm:$false

        # Granted fell from 3.5 to 0 while topped-up rose by 8: at least 3.5 were spent.
        $window = Get-CostSpend -GroupBy Window | Where-Object To -EQ (Get-Instant '11-03T12:00')
        $window.From | Should -Be (Get-Instant '11-02T18:00')
        $window.Amount | Should -Be 3.5
        $window.Quality | Should -Be 'LowerBound'
    }

    It 'removes those that begin in a span' {
        Remove-CostSnapshot deepseek -After '2026-11-03T00:00:00Z' -Before '2026-11-03T18:00:00Z' -Confirm:$false
        (Get-CostSnapshot).Total | Should -Be @(25, 23.5, 34, 31.6)
    }

    It 'removes none of another currency' {
        Remove-CostSnapshot * -Currency CNY -Confirm:$false
        Get-CostSnapshot | Should -HaveCount 6
    }
}
