# What goes through Export-Csv, which writes each property as its plain text, and back through Import-Csv.
BeforeDiscovery {
    $script:commands = @(
        @{ Name = 'Get-CostAccount'; Read = { Get-CostAccount } }
        @{ Name = 'Get-CostProvider'; Read = { Get-CostProvider } }
        @{ Name = 'Get-CostSnapshot'; Read = { Get-CostSnapshot } }
        @{ Name = 'Get-CostSpend'; Read = { Get-CostSpend -GroupBy Window } }
        @{ Name = 'Get-CostSpend by day'; Read = { Get-CostSpend -GroupBy Day -TimeZone UTC } }
        @{ Name = 'Get-CostForecast'; Read = { Get-CostForecast -TimeZone UTC } }
        @{ Name = 'Get-CostForecast of the stack'; Read = { Get-CostForecast -WholeStack -TimeZone UTC } }
        @{ Name = 'Test-CostForecast'; Read = { Test-CostForecast home -TimeZone UTC } }
        @{ Name = 'Get-CostSummary'; Read = { Get-CostSummary -TimeZone UTC } }
        @{ Name = 'the lines of Get-CostSummary'; Read = { (Get-CostSummary -TimeZone UTC).Lines } }
        @{ Name = 'Get-CostSubscription'; Read = { Get-CostSubscription } }
        @{ Name = 'Get-CostExchangeRate'; Read = { Get-CostExchangeRate } }
        @{ Name = 'Get-CostBudget'; Read = { Get-CostBudget } }
        @{ Name = 'Test-CostBudget'; Read = { Test-CostBudget -TimeZone UTC } }
        @{ Name = 'Get-CostBalanceEvent'; Read = { Get-CostBalanceEvent } }
        @{ Name = 'Get-DeepSeekPrice'; Read = { Get-DeepSeekPrice } }
        @{ Name = 'Get-DeepSeekPriceBand'; Read = { Get-DeepSeekPriceBand -At 2026-11-14T12:00:00Z } }
        @{ Name = 'New-DeepSeekQuote'; Read = { New-DeepSeekQuote -Model deepseek-v4-flash -InputTokens 123456 -Name home | Select-Object -ExcludeProperty Id } }
        @{ Name = 'Get-DeepSeekUsage'; Read = { Get-DeepSeekUsage } }
        @{ Name = 'Measure-DeepSeekCost'; Read = { $response | Measure-DeepSeekCost } }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $null = Enter-TestHome
    $script:culture = [cultureinfo]::CurrentCulture
    $env:COSTCOMPASS_CLOCK = '2026-11-16T01:02:03Z'
    $file = Join-Path $TestDrive 'history.csv'
    $lines = foreach ($day in 1..90) {
        $instant = ([datetimeoffset] '2026-08-18T00:00:00Z').AddDays($day).UtcDateTime.ToString('s', [cultureinfo]::InvariantCulture)
        "home,USD,${instant}Z,$(1234.5 - 1.25 * $day - [math]::Floor($day / 7))"
        "work,CNY,${instant}Z,$(5 - 10.5 * ($day % 3))"
    }
    Set-Content $file (@('account,currency,first_seen,total') + $lines)
    $null = Import-CostSnapshot $file
    $env:DEEPSEEK_API_KEY = 'sk-made-up-0000000000000000'
    $null = Set-CostExchangeRate -From CNY -To USD -Rate 0.1405 -Date 2026-01-01
    $null = Add-CostSubscription -Name editor -Amount 19.99 -Currency USD -Period Monthly -Start 2026-01-31
    $null = Set-CostBudget -Name all -Amount 1500.5 -Currency USD
    $null = Add-CostBalanceEvent -Name work -Kind TopUp -Amount 21.5 -Currency CNY -At 2026-11-03T12:00:00Z
    $script:response = [pscustomobject]@{
        id = 'r-1'; created = 1794700000; model = 'deepseek-v4-flash'
        usage = [pscustomobject]@{ prompt_cache_hit_tokens = 1000; prompt_cache_miss_tokens = 234; completion_tokens = 567 }
    }
    $null = $response | Add-DeepSeekUsage -Name home
}

AfterAll {
    [cultureinfo]::CurrentCulture = $culture
    Exit-TestHome
}

Describe '<Name> through Export-Csv' -ForEach $commands {
    AfterEach { [cultureinfo]::CurrentCulture = $culture }

    It 'is flat' {
        $rows = & $Read | ConvertTo-Csv | ConvertFrom-Csv
        $rows | Should -Not -BeNullOrEmpty
        $rows | ForEach-Object { $_.PSObject.Properties.Value } | Where-Object { $_ -match '^(System|CostCompass)\.' } | Should -BeNullOrEmpty
    }

    It 'is the same under <_>' -ForEach 'de-DE', 'fr-FR', 'zh-CN', 'ar-SA' {
        [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
        $expected = & $Read | ConvertTo-Csv
        [cultureinfo]::CurrentCulture = $_
        & $Read | ConvertTo-Csv | Should -BeExactly $expected
    }
}

Describe 'What comes back through Import-Csv, under <_>' -ForEach 'de-DE', 'fr-FR', 'zh-CN', 'ar-SA', '' {
    BeforeAll { [cultureinfo]::CurrentCulture = $_ }
    AfterAll { [cultureinfo]::CurrentCulture = $culture }

    It 'makes the same subscriptions, budgets, rates and balance events in another store' {
        $folder = Join-Path $TestDrive "back-$_"
        $null = New-Item -ItemType Directory $folder
        Get-CostSubscription | Export-Csv (Join-Path $folder subscriptions.csv)
        Get-CostBudget | Export-Csv (Join-Path $folder budgets.csv)
        Get-CostExchangeRate | Export-Csv (Join-Path $folder rates.csv)
        Get-CostBalanceEvent | Export-Csv (Join-Path $folder events.csv)
        $before = @(Get-CostSubscription; Get-CostBudget; Get-CostExchangeRate; Get-CostBalanceEvent | Select-Object -ExcludeProperty Id, RecordedAt) | ConvertTo-Json

        $former = $env:COSTCOMPASS_HOME
        try {
            $env:COSTCOMPASS_HOME = Join-Path $folder home
            $null = Import-CostSnapshot $file
            $null = Import-Csv (Join-Path $folder subscriptions.csv) | Add-CostSubscription
            $null = Import-Csv (Join-Path $folder budgets.csv) | Set-CostBudget
            $null = Import-Csv (Join-Path $folder rates.csv) | Set-CostExchangeRate
            $null = Import-Csv (Join-Path $folder events.csv) | Add-CostBalanceEvent
            @(Get-CostSubscription; Get-CostBudget; Get-CostExchangeRate; Get-CostBalanceEvent | Select-Object -ExcludeProperty Id, RecordedAt) | ConvertTo-Json | Should -BeExactly $before
        }
        finally { $env:COSTCOMPASS_HOME = $former }
    }
}

Describe 'A figure that writes itself alike everywhere' {
    BeforeAll {
        [cultureinfo]::CurrentCulture = 'de-DE'
        $script:budget = Get-CostBudget
        $script:snapshot = Get-CostSnapshot home -Last 1
    }
    AfterAll { [cultureinfo]::CurrentCulture = $culture }

    It 'keeps the order of its properties' {
        (Get-CostSpend -GroupBy Window home)[0].PSObject.Properties.Name[0..6] -join ' ' | Should -Be 'Account Provider Currency From To Amount Low'
    }

    It 'is a plain decimal to a script' {
        $budget.Amount -is [decimal] | Should -BeTrue
        $budget.Amount + 1 | Should -Be 1501.5
        $budget.Amount -gt 1500 | Should -BeTrue
        [math]::Floor($budget.Amount) | Should -Be 1500
        ($budget, $budget | Measure-Object Amount -Sum).Sum | Should -Be 3001
        $budget | Where-Object Amount -EQ 1500.5 | Should -Not -BeNullOrEmpty
    }

    It 'is shown by the rules of the culture where it is asked for' {
        '{0:N2}' -f $budget.Amount | Should -BeExactly '1.500,50'
        $budget.Amount.ToString('N1') | Should -BeExactly '1.500,5'
        $snapshot.LastSeen.ToString('d', [cultureinfo]'de-DE') | Should -BeExactly '16.11.2026'
        $budget | Format-Table @{ Name = 'x'; Expression = 'Amount'; FormatString = 'N2' } | Out-String | Should -BeLike '*1.500,50*'
    }

    It 'keeps its type for the commands and for JSON' {
        $budget.GetType().FullName | Should -Be 'CostCompass.Budgets.CostBudget'
        ($budget | ConvertTo-Json | ConvertFrom-Json).Amount | Should -Be 1500.5
        $budget | Get-Member Amount | ForEach-Object Definition | Should -Be 'System.Decimal Amount {get;}'
        { $budget.Amount = 3 } | Should -Throw
    }
}
