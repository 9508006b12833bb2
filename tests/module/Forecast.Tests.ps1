# Sixty days of 3.00 on working days and 1.00 on weekends, one reading at each midnight, in UTC.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $null = Enter-TestHome
    $env:COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'
    $balance = 500
    $rows = foreach ($day in 0..60) {
        $at = ([datetime]'2026-09-17').AddDays($day)
        "weekly,USD,$($at.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture))T00:00:00Z,$balance"
        $balance -= $at.DayOfWeek -in 'Saturday', 'Sunday' ? 1 : 3
    }

    $file = Join-Path $TestDrive 'weekly.csv'
    Set-Content $file (@('account,currency,first_seen,total') + $rows)
    $null = Import-CostSnapshot $file
}

AfterAll { Exit-TestHome }

Describe 'The methods of Get-CostForecast' {
    It 'goes on with the trailing average by default: 17 a week' {
        $forecast = Get-CostForecast weekly -TimeZone UTC
        $forecast.Method | Should -Be 'TrailingAverage'
        $forecast.DailyBurn | Should -Be 2.428571429
        $forecast.Total | Should -Be (2.428571429 * 31)
    }

    It 'learns the week with the adaptive method: December 2026 has 23 working days and 8 of weekends' {
        $forecast = Get-CostForecast weekly -Method Adaptive -TimeZone UTC
        $forecast.Method | Should -Be 'Adaptive'
        [math]::Abs($forecast.Total - 77) | Should -BeLessThan 1.5
        $forecast.Low | Should -BeLessThan 77
        $forecast.High | Should -BeGreaterThan 77
    }
}

Describe 'Test-CostForecast' {
    It 'replays each method over the same origins' {
        $accuracy = Test-CostForecast weekly -HorizonDays 14 -TimeZone UTC
        $accuracy.Method | Should -Be 'TrailingAverage', 'Adaptive'
        $accuracy[0].Origins | Should -Be $accuracy[1].Origins
        $accuracy[0].Origins | Should -BeGreaterThan 3

        # Two whole weeks always cost 34, which the average of one whole week knows exactly.
        $accuracy[0].MeanAbsoluteError | Should -Be 0
        $accuracy[0].IntervalCoverage | Should -Be 1
    }

    It 'says what it takes when the history is too short' {
        $accuracy = Test-CostForecast weekly -HorizonDays 60 -TimeZone UTC -WarningVariable said -WarningAction SilentlyContinue
        $accuracy | Should -BeNullOrEmpty
        "$said" | Should -BeLike '*too short*'
    }
}
