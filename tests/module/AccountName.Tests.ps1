BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:simulator = Open-Simulator -Argument '--topped-up', '100', '--clock', '2026-11-16T00:00:00Z'

    # A row is '<account>,<currency>,<first seen>,<total>'.
    function Import-Row {
        param([string[]] $Row)
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        Set-Content $file (@('account,currency,first_seen,total') + $Row)
        Import-CostSnapshot $file
    }
}

AfterAll {
    Close-Simulator $simulator
    Exit-TestHome
}

Describe 'The name of an account in another case' {
    BeforeEach {
        $null = Enter-TestHome
        Enter-Instant '2026-11-16T00:00:00Z' $simulator
        $env:TEST_KEY = $simulator.Key
        $script:culture = [cultureinfo]::CurrentCulture
    }

    AfterEach {
        [cultureinfo]::CurrentCulture = $culture
        Remove-Item Env:TEST_KEY -ErrorAction Ignore
        Exit-TestHome
    }

    It 'invents no spend when the clock was ahead of a history in another spelling' {
        # The clock of the machine that wrote the history was half an hour ahead. Since then 50 USD were topped up, and nothing was spent.
        $null = Import-Row 'Team,USD,2026-11-15T00:00:00Z,50', 'Team,USD,2026-11-16T00:30:00Z,50'
        $null = Connect-DeepSeek team -EnvironmentVariable TEST_KEY -BaseUri $simulator.BaseUri
        $taken = Update-CostSnapshot -WarningVariable warnings -WarningAction SilentlyContinue
        Enter-Instant '2026-11-16T01:00:00Z' $simulator
        ((Get-CostSpend -GroupBy Window).Amount | Measure-Object -Sum).Sum | Should -Be 0
        $warnings | Should -HaveCount 1
        $warnings[0] | Should -BeLike '*in the future*'
        $taken.Account | Should -BeExactly 'Team'
        (Get-CostSnapshot -Name team).Total | Should -Be 50, 100
    }

    It 'takes the history in another spelling for no other currency of the account' {
        # In the other spelling the rise of a top-up after a balance near nothing looked like an exchange of currencies.
        $null = Import-Row 'Team,USD,2026-11-15T20:00:00Z,500', 'Team,USD,2026-11-15T23:30:00Z,0.4'
        $null = Connect-DeepSeek TEAM -EnvironmentVariable TEST_KEY -BaseUri $simulator.BaseUri
        $taken = Update-CostSnapshot
        $read = @(Get-CostSnapshot)[-1]
        $taken.Quality | Should -Be $read.Quality
        $taken.SpendSinceLast | Should -Be $read.SpendSinceLast
    }

    It 'finds a history by -Name <given> where it is kept as <kept>, in the culture <in>' -ForEach @(
        @{ kept = 'Team'; given = 'tEAM'; in = '' }
        @{ kept = 'MAIN-TITLE'; given = 'main-title'; in = 'tr-TR' }
        @{ kept = 'main-title'; given = 'MAIN-TITLE'; in = 'tr-TR' }
        @{ kept = 'Übung'; given = 'üBUNG'; in = '' }
    ) {
        [cultureinfo]::CurrentCulture = [cultureinfo]::new($in)
        $null = Import-Row "$kept,USD,2026-11-14T00:00:00Z,60", "$given,USD,2026-11-15T00:00:00Z,10"
        (Get-CostSnapshot -Name $given).Account | Should -BeExactly $kept, $kept
        (Get-CostSpend -GroupBy Window -Name $given)[-1].Amount | Should -Be 50
        (Get-CostSpend -GroupBy Window -Name "$($given.Substring(0, 3))*")[-1].Amount | Should -Be 50
        (Get-CostForecast -Name $given).Account | Should -BeExactly $kept
        $null = Remove-CostSnapshot -Name $given -Confirm:$false
        Get-CostSnapshot | Should -BeNullOrEmpty
    }

    It 'keeps what is imported from several files in several spellings one history' {
        $null = Import-Row 'Team,USD,2026-11-14T00:00:00Z,60', 'TEAM,USD,2026-11-15T00:00:00Z,10'
        $null = Import-Row 'team,USD,2026-11-14T12:00:00Z,60', 'tEAm,USD,2026-11-15T12:00:00Z,10'
        $spend = Get-CostSpend -GroupBy Window
        ($spend.Amount | Measure-Object -Sum).Sum | Should -Be 50
        $spend.Account | Select-Object -Unique | Should -BeExactly 'Team'
    }

    It 'records an event for the history in another spelling' {
        $null = Import-Row 'Team,USD,2026-11-14T00:00:00Z,10', 'Team,USD,2026-11-15T00:00:00Z,55'
        $null = Add-CostBalanceEvent -Name TEAM -Kind TopUp -Amount 50 -At '2026-11-14T12:00:00Z' -WarningAction Stop
        $null = Add-CostBalanceEvent -Name team -Kind TopUp -Amount 50 -Currency USD -At '2026-11-14T12:00:00Z' -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*is already recorded*'
        $spend = @(Get-CostSpend -GroupBy Window -Name team)[-1]
        $spend.Amount | Should -Be 5
        $spend.TopUp | Should -Be 50
    }

    It 'covers the account with a budget in another spelling' {
        $null = Import-Row 'Team,USD,2026-11-01T00:00:00Z,60', 'Team,USD,2026-11-15T23:00:00Z,10'
        $null = Set-CostBudget -Name limit -Amount 20 -Currency USD -Account tEAM -WarningAction SilentlyContinue
        (Test-CostBudget limit).Spent | Should -Be 50
    }

    It 'takes billed costs of one account in several spellings for one' {
        $file = Join-Path $TestDrive 'bill.csv'
        $header = 'BillingAccountName,ProviderName,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,BilledCost,ChargeCategory'
        Set-Content $file $header, 'x,Acme,USD,2026-11-14T00:00:00Z,2026-11-15T00:00:00Z,3,Usage', 'x,Acme,USD,2026-11-15T00:00:00Z,2026-11-16T00:00:00Z,4,Usage'
        (Import-CostRecord $file -Name Bill).Amount | Should -Be 7
        Set-Content $file $header, 'x,Acme,USD,2026-11-15T00:00:00Z,2026-11-16T00:00:00Z,4,Usage'
        (Import-CostRecord $file -Name biLL).Added | Should -Be 0
        $spend = Get-CostSpend -GroupBy Window -After '2026-11-14T00:00:00Z' -Name bILL
        ($spend.Amount | Measure-Object -Sum).Sum | Should -Be 7
        $spend.Account | Select-Object -Unique | Should -BeExactly 'Bill'
        Export-CostFocus -Path (Join-Path $TestDrive 'focus.csv') -Name bILL
        (Import-Csv (Join-Path $TestDrive 'focus.csv') | Measure-Object BilledCost -Sum).Sum | Should -Be 7
    }

    It 'is that of an account whose provider is written in another case' {
        # An import takes the spelling of the provider itself: this is what a store holds that is older than that.
        $null = Get-CostStore
        $types = [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -in 'CostCompass.Core', 'CostCompass.Storage' }).ForEach({ $_.GetTypes() })
        $new = { $name, $argument = $args; [Activator]::CreateInstance($types.Where({ $_.FullName -eq "CostCompass.$name" })[0], [object[]] $argument) }
        $levels = $types.Where({ $_.FullName -eq 'CostCompass.Balances.BalanceLevels' })[0]
        $store = & $new Storage.Sqlite.SqliteCostStore $env:COSTCOMPASS_HOME
        foreach ($seen in @('2026-11-14T00:00:00Z', 60), @('2026-11-15T00:00:00Z', 40)) {
            $reading = & $new Balances.BalanceReading (& $new Accounts.AccountName Team), 'deepseek', USD, ([datetimeoffset] $seen[0]), $levels::OfTotal($seen[1], $true)
            $null = $store.Record([CostCompass.Balances.BalanceReading[]] $reading, $null)
        }
        # Nothing but the history tells of the account.
        (New-DeepSeekQuote deepseek-flash -InputTokens 1).Balance | Should -Be 40
        $null = Connect-DeepSeek team -EnvironmentVariable TEST_KEY -BaseUri $simulator.BaseUri -SkipVerification
        @(Get-CostSnapshot) | Should -HaveCount 2
        $account = Get-CostAccount
        $account.Currency | Should -Be 'USD'
        $account.LastSeen | Should -Not -BeNullOrEmpty
        $account.Status | Should -Be 'Ok'
        # In a time zone other than UTC, it belongs to two days.
        ($account.Trend.Values | Measure-Object -Sum).Sum | Should -Be 20
        (Get-CostSnapshot).Provider | Should -BeExactly 'deepseek', 'deepseek'
        (Update-CostSnapshot).Total | Should -Be 100
        @(Get-CostSnapshot) | Should -HaveCount 3
    }

    It 'stays text in what the commands write' {
        $null = Import-Row 'Team,USD,2026-11-14T00:00:00Z,60', 'Team,USD,2026-11-15T00:00:00Z,10'
        $null = Connect-DeepSeek team -EnvironmentVariable TEST_KEY -BaseUri $simulator.BaseUri
        $written = @(Update-CostSnapshot) + (Get-CostSnapshot) + (Get-CostSpend -GroupBy Window) + (Get-CostForecast)
        foreach ($one in $written) {
            $one.Account | Should -BeOfType string
            ($one | ConvertTo-Csv | ConvertFrom-Csv).Account | Should -BeExactly 'Team'
        }

        (Get-CostAccount).Name | Should -BeOfType string
        $null = Invoke-Simulator $simulator fault @{ kind = 'Unauthorized'; count = -1 }
        try {
            $said = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = '+failed' }
            $null = Update-CostSnapshot @said
            $null = New-DeepSeekQuote deepseek-flash -InputTokens 1 -Refresh @said
            $null = Compare-DeepSeekUsage -Name nobody @said
            $null = Get-DeepSeekUsage -Name nobody @said
            $failed.TargetObject.Count | Should -Be 4
            $failed.TargetObject | Should -BeOfType string
        }
        finally { $null = Invoke-Simulator $simulator fault -Method Delete }
        ([pscustomobject]@{ Account = 'tEAM' } | Get-CostSpend -GroupBy Window).Amount | Should -Contain 50
    }
}
