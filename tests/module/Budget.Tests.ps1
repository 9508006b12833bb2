BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    # The error that something writes, where errors do not stop.
    function Get-Failure {
        param([scriptblock] $Do)
        & { param($Action) $ErrorActionPreference = 'Continue'; & $Action } $Do 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Select-Object -First 1
    }

    function Get-Completion {
        param([string] $Line)
        (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches | Where-Object ResultType -EQ ParameterValue
    }
}

Describe 'Budgets' {
    BeforeEach {
        $script:testHome = Enter-TestHome
    }

    AfterEach { Exit-TestHome }

    It 'are for the whole stack, a provider or an account' {
        $env:DEEPSEEK_API_KEY = 'sk-made-up-0000000000000001'
        $all = Set-CostBudget All 100 usd
        $all.Name, $all.Amount, $all.Currency, $all.Scope | Should -Be @('All', 100, 'USD', 'WholeStack')
        $provider = Set-CostBudget Calls 50 USD -Provider deepseek
        $provider.Scope, $provider.Provider | Should -Be @('Provider', 'DeepSeek')
        $account = Set-CostBudget Mine 5 USD -Account deepseek -WarningVariable warnings
        $account.Scope, $account.Account | Should -Be @('Account', 'deepseek')
        $warnings | Should -BeNullOrEmpty
        (Get-CostBudget).Name | Should -Be @('All', 'Calls', 'Mine')
    }

    It 'of one name are replaced, scope and all' {
        $null = Set-CostBudget All 100 USD -Provider DeepSeek
        $null = Set-CostBudget ALL 80 EUR
        $budget = Get-CostBudget
        $budget.Name, $budget.Amount, $budget.Currency, $budget.Scope, $budget.Provider | Should -Be @('All', 80, 'EUR', 'WholeStack', $null)
    }

    It 'of what is not there are kept with a warning' {
        $null = Set-CostBudget x 1 USD -Account nobody -WarningVariable one -WarningAction SilentlyContinue
        "$one" | Should -BeLike "*The account 'nobody' doesn't exist yet*"
        $null = Set-CostBudget y 1 USD -Provider Nowhere -WarningVariable two -WarningAction SilentlyContinue
        "$two" | Should -BeLike "*Unknown provider 'Nowhere'*"
        Get-CostBudget | Should -HaveCount 2
    }

    It 'come back from a CSV file' {
        $null = Set-CostBudget All 100.5 USD
        $null = Set-CostBudget Calls 50 CNY -Provider DeepSeek
        $before = Get-CostBudget | ConvertTo-Json
        $file = Join-Path $TestDrive 'budgets.csv'
        Get-CostBudget | Export-Csv $file
        Get-CostBudget | Remove-CostBudget
        Get-CostBudget | Should -BeNullOrEmpty
        $null = Import-Csv $file | Set-CostBudget
        Get-CostBudget | ConvertTo-Json | Should -BeExactly $before
    }

    It 'keep every digit of an amount, given as <_>' -ForEach '123456789.123456789', ' 123456789.123456789 ', '1.23456789123456789e8' {
        (Set-CostBudget p $_ USD).Amount | Should -Be 123456789.123456789d
    }

    It 'keep every digit of an amount that is typed' {
        (Set-CostBudget p 123456789.123456789 USD).Amount | Should -Be 123456789.123456789d
        (Set-CostBudget p 1kb USD).Amount | Should -Be 1024
        (Set-CostBudget p (0.1 + 0.2) USD).Amount | Should -Be 0.3d
    }

    It 'take no text for an amount that is none: <_>' -ForEach 'ten', '1,5', '0x10', '1 000', '', '1e400', '١٠' {
        $text = $_
        { Set-CostBudget p $text USD } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'are refused when they cannot be meant: <ErrorId>' -ForEach @(
        @{ Do = { Set-CostBudget x 0 USD }; ErrorId = 'InvalidBudgetAmount' }
        @{ Do = { Set-CostBudget x 1e-12 USD }; ErrorId = 'InvalidBudgetAmount' }
        @{ Do = { Set-CostBudget x 0.0000000001 USD }; ErrorId = 'InvalidBudgetAmount' }
        @{ Do = { Set-CostBudget "x$([char] 0x202E)y" 1 USD }; ErrorId = 'InvalidName' }
        @{ Do = { Set-CostBudget x 1 USD -Account a -Provider b }; ErrorId = 'BudgetScopeContradiction' }
        @{ Do = { Set-CostBudget 'x*' 1 USD }; ErrorId = 'InvalidName' }
        @{ Do = { Get-CostBudget nobody }; ErrorId = 'BudgetNotFound' }
        @{ Do = { Remove-CostBudget nobody }; ErrorId = 'BudgetNotFound' }
    ) {
        $failure = Get-Failure $Do
        $failure.FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        $testHome | Should -Not -Exist
    }

    It 'whose row has a name that no command keeps are removed by the name <What>' -ForEach @(
        @{ What = 'that is shown'; Shown = $true }
        @{ What = 'that is stored'; Shown = $false }
    ) {
        $names = @('=x', "a$([char]0x3164)b")
        $sqlite = $null
        foreach ($name in $names) {
            $null = Set-CostBudget Plain 1 USD
            $sqlite ??= [AppDomain]::CurrentDomain.GetAssemblies() |
                Where-Object { $_.GetName().Name -eq 'Microsoft.Data.Sqlite' -and $_.Location -like "$(Split-Path (Get-BuiltModulePath))*" } | Select-Object -First 1
            $connection = [Activator]::CreateInstance($sqlite.GetType('Microsoft.Data.Sqlite.SqliteConnection'), "Data Source=$((Get-CostStore).Path);Pooling=False")
            $connection.Open()
            $command = $connection.CreateCommand()
            $command.CommandText = "UPDATE budget SET name = '$name'"
            $command.ExecuteNonQuery() | Should -Be 1
            $connection.Dispose()
            $found = Get-CostBudget
            $found.Name | Should -Not -Be $name
            if ($Shown) { $found | Remove-CostBudget } else { Remove-CostBudget $name }
            Get-CostBudget | Should -BeNullOrEmpty
        }
    }

    It 'refuse a name with a letter that is not seen' {
        (Get-Failure { Set-CostBudget "a$([char]0x3164)b" 1 USD }).FullyQualifiedErrorId | Should -BeLike 'InvalidName,*'
    }

    It 'of which nothing is known are in a state that says so' {
        $file = Join-Path $TestDrive 'quiet.csv'
        'account,currency,first_seen,total', 'team,USD,2026-10-31T23:00:00Z,5' | Set-Content $file
        $null = Import-CostSnapshot $file
        Enter-Instant '2026-11-01T02:00:00Z'
        $null = Set-CostBudget All 100 USD
        $status = Test-CostBudget -WarningAction SilentlyContinue -TimeZone UTC
        $status.State, $status.Spent, $status.Forecast | Should -Be @('Unknown', $null, $null)
        Test-CostBudget -Quiet -WarningAction SilentlyContinue -TimeZone UTC | Should -BeFalse
        Test-CostBudget -Quiet -IgnoreForecast -WarningAction SilentlyContinue -TimeZone UTC | Should -BeFalse
        Show-CostDashboard USD -Width 120 -TimeZone UTC -WarningAction SilentlyContinue | Out-String | Should -BeLike '*unknown*'
    }

    It 'stay with -WhatIf' {
        Set-CostBudget All 100 USD -WhatIf
        $testHome | Should -Not -Exist
        $null = Set-CostBudget All 100 USD
        Set-CostBudget All 1 USD -WhatIf
        Remove-CostBudget * -WhatIf
        (Get-CostBudget).Amount | Should -Be 100
    }

    It 'complete by name, and providers by theirs' {
        $null = Set-CostBudget 'All of it' 100 USD
        $null = Set-CostBudget Calls 50 CNY -Provider DeepSeek
        foreach ($command in 'Get', 'Set', 'Remove') {
            $offers = Get-Completion "$command-CostBudget "
            $offers.CompletionText | Should -Be @("'All of it'", 'Calls')
            $offers.ToolTip | Should -Be @('100.00 USD a month for the whole stack', '50.00 CNY a month for DeepSeek')
        }
        (Get-Completion 'Set-CostBudget x 1 USD -Provider dee').CompletionText | Should -Be 'DeepSeek'
    }
}
