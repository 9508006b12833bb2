# The first day: 0.30 USD in ten minutes is not the pace of a month. Through the commands.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    function Import-Reading([string[]] $Reading) {
        $file = Join-Path $TestDrive "readings-$([guid]::NewGuid().ToString('n')).csv"
        Set-Content $file (@('account,currency,first_seen,total') + $Reading)
        $null = Import-CostSnapshot $file
    }
}

Describe 'A figure of the first ten minutes' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T09:10:00Z'
        Import-Reading 'team,USD,2026-11-16T09:00:00Z,20', 'team,USD,2026-11-16T09:10:00Z,19.70'
        $null = Set-CostBudget Month 1 USD
    }
    AfterEach { Exit-TestHome }

    It 'is never above 400' {
        $forecast = Get-CostForecast -TimeZone UTC
        $stack = Get-CostForecast -WholeStack -TimeZone UTC
        $summary = Get-CostSummary -TimeZone UTC
        $status = Test-CostBudget -TimeZone UTC
        $figures = foreach ($one in $forecast, $stack) { $one.Total; $one.Low; $one.High; $one.Usage; $one.DailyBurn; $one.ThisMonth; $one.ThisMonthLow; $one.ThisMonthHigh }
        $figures += $summary.ForecastThisMonth, $summary.ThisMonthLow, $summary.ThisMonthHigh, $summary.ForecastNextMonth, $summary.Low, $summary.High, $status.Forecast
        $figures | Should -HaveCount 23
        $figures | ForEach-Object { $_ | Should -BeGreaterThan 0; $_ | Should -BeLessThan 400 }
        foreach ($one in $forecast, $stack, $summary, $summary.Lines[0], $status) { $one.IsEarly | Should -BeTrue }
        $forecast.Confidence | Should -Be Low
        $forecast.Reason | Should -BeLike 'Early: 10 min observed so far.*'
    }

    It 'raises no budget' {
        $status = Test-CostBudget -TimeZone UTC -WarningVariable warned
        $status.State | Should -Be Ok
        $status.ExceededOn | Should -BeNullOrEmpty
        $status.Forecast | Should -BeGreaterThan 1
        $warned | Should -BeNullOrEmpty
        Test-CostBudget -Quiet -TimeZone UTC | Should -BeTrue
    }

    It 'is called early in every view' {
        $view = { param($Do) (& $Do | Out-String -Width 200) -replace '\s+', ' ' }
        & $view { Get-CostForecast -TimeZone UTC } | Should -BeLike '*team (early)*'
        & $view { Get-CostForecast -WholeStack -TimeZone UTC } | Should -BeLike '*(early)*'
        & $view { Get-CostSummary -TimeZone UTC } | Should -BeLike '*early*'
        & $view { Test-CostBudget -TimeZone UTC } | Should -BeLike '*Month (early)*'
        & $view { Show-CostDashboard -TimeZone UTC } | Should -BeLike '*early: less than a day of data for team*'
        & $view { Show-CostDashboard -Line -TimeZone UTC } | Should -BeLike '*USD, early*'
        & $view { Show-CostDashboard -Line -TimeZone UTC } | Should -Not -BeLike '*team*'
        & $view { Show-CostChart -TimeZone UTC } | Should -BeLike '*(early: less than a day of data)*Runs out*, early*'
        $file = Join-Path $TestDrive 'early.html'
        Export-CostReport $file -TimeZone UTC
        $page = Get-Content $file -Raw
        $page | Should -Match 'December 2026, early'
        $page | Should -Match 'left, early'
        $page | Should -Match '<dt>Early</dt>'
        $page | Should -Not -Match 'class="figure soon"'
    }

    It 'is over with the first whole day' {
        $env:COSTCOMPASS_CLOCK = '2026-11-17T09:00:00Z'
        Import-Reading 'team,USD,2026-11-17T09:00:00Z,18'
        $forecast = Get-CostForecast -TimeZone UTC
        $forecast.IsEarly, $forecast.DailyBurn | Should -Be $false, 2
        (Test-CostBudget -TimeZone UTC).State | Should -Be Exceeded
    }
}

Describe 'An old account with a day that top-ups hide' {
    BeforeEach { $null = Enter-TestHome }
    AfterEach { Exit-TestHome }

    It 'is early: ten minutes of the trailing days are not the pace of a month' {
        $env:COSTCOMPASS_CLOCK = '2026-11-16T09:10:00Z'
        $file = Join-Path $TestDrive 'old.csv'
        Set-Content $file @(
            'account,currency,first_seen,total,granted,topped_up'
            'team,USD,2026-09-01T00:00:00Z,51,1,50', 'team,USD,2026-10-01T00:00:00Z,21,1,20'
            'team,USD,2026-11-16T09:00:00Z,40,0,40', 'team,USD,2026-11-16T09:10:00Z,39.70,0,39.70')
        $null = Import-CostSnapshot $file
        $null = Set-CostBudget Month 100 USD
        (Get-CostForecast -TimeZone UTC).IsEarly | Should -BeTrue
        $status = Test-CostBudget -TimeZone UTC
        $status.IsEarly, $status.State | Should -Be $true, 'Ok'
    }
}

Describe 'One trailing day of which less than a day is covered' {
    BeforeEach { $null = Enter-TestHome }
    AfterEach { Exit-TestHome }

    It 'is not early in the line for the prompt where more of the history is covered, only before this month' {
        # What hides behind the top-up is not covered. Of the month and the trailing day 22 hours are.
        Import-Reading @(
            foreach ($day in 1..31) { "team,USD,2026-10-$('{0:00}' -f $day)T20:00:00Z,$(100 - $day)" }
            'team,USD,2026-11-01T10:00:00Z,200', 'team,USD,2026-11-02T08:00:00Z,199'
        )
        $env:COSTCOMPASS_CLOCK = '2026-11-02T08:00:00Z'
        (Get-CostForecast -WindowDays 1 -TimeZone UTC).IsEarly | Should -BeFalse
        Show-CostDashboard -Line -WindowDays 1 -TimeZone UTC | Should -Not -BeLike '*early*'
        Remove-CostSnapshot team -Before 2026-11-01T00:00:00Z -Confirm:$false
        Show-CostDashboard -Line -WindowDays 1 -TimeZone UTC | Should -BeLike '*early*'
    }
}
