BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    function Save-CostFile {
        param([string[]] $Row, [string] $Header = 'date,provider,amount,currency')
        $file = Join-Path $TestDrive "costs-$([guid]::NewGuid().ToString('N').Substring(0, 8)).csv"
        Set-Content $file (@($Header) + $Row)
        $file
    }

    function Get-Day {
        param([string] $Name)
        Get-CostSpend -Name $Name -GroupBy Day -TimeZone UTC | ForEach-Object { "$($_.From.ToString('MM-dd', [cultureinfo]::InvariantCulture)) $($_.Amount) $($_.Quality)" }
    }
}

Describe 'Import-CostRecord' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        Enter-Instant 2026-11-16T12:00:00Z
    }

    AfterEach { Exit-TestHome }

    It 'gives reported spend and a forecast of accounts without an API' {
        $done = Import-CostRecord (Save-CostFile '2026-11-13,Google,1.20,USD', '2026-11-15,Google,2.05,USD', '2026-11-15,google,0.45,USD', '2026-11-14,Hetzner,3,EUR')
        $done.Account | Should -Be @('hetzner', 'google')
        $done[1].Provider, $done[1].Currency, $done[1].Rows, $done[1].Amount, $done[1].Added, $done[1].Replaced | Should -Be @('Google', 'USD', 3, 3.70, 2, 0)
        $done[1].From, $done[1].To | Should -Be @([datetimeoffset]'2026-11-13T00:00:00Z', [datetimeoffset]'2026-11-16T00:00:00Z')

        # A day of the span without a row cost nothing.
        Get-Day google | Should -Be @('11-13 1.20 Reported', '11-14 0 Reported', '11-15 2.50 Reported')
        $forecast = Get-CostForecast google -TimeZone UTC
        $forecast.MonthToDate, $forecast.DaysObserved, $forecast.IsApproximate | Should -Be @(3.70, 3, $false)
        [math]::Round($forecast.DailyBurn, 6) | Should -Be 1.233333
    }

    It 'changes nothing the second time' {
        $file = Save-CostFile '2026-11-13,Google,1.20,USD', '2026-11-15,Google,2.05,USD'
        $null = Import-CostRecord $file
        $before = Get-Day google
        $again = Import-CostRecord $file
        $again.Added, $again.Replaced, $again.Amount | Should -Be @(0, 0, 3.25)
        Get-Day google | Should -Be $before
    }

    It 'replaces what was known of the span of a newer file, and only that' {
        $null = Import-CostRecord (Save-CostFile '2026-11-12,Google,1,USD', '2026-11-13,Google,2,USD', '2026-11-14,Google,3,USD')
        $newer = Import-CostRecord (Save-CostFile '2026-11-13,Google,5,USD', '2026-11-15,Google,7,USD')
        $newer.Added, $newer.Replaced | Should -Be @(2, 2)
        Get-Day google | Should -Be @('11-12 1 Reported', '11-13 5 Reported', '11-14 0 Reported', '11-15 7 Reported')
    }

    It 'forecasts the same with a cost of a mistyped year as without it' {
        $rows = '2026-11-13,Google,5,USD', '2026-11-14,Google,5,USD'
        $null = Import-CostRecord (Save-CostFile $rows)
        $expected = Get-CostForecast google -TimeZone UTC
        $null = Import-CostRecord (Save-CostFile ($rows + '2096-11-15,Google,5,USD')) -WarningAction SilentlyContinue
        $forecast = Get-CostForecast google -TimeZone UTC
        $expected.Total | Should -BeGreaterThan 100
        foreach ($property in 'Total', 'Low', 'High', 'Coverage', 'Confidence', 'StaleSince', 'ObservedTo') { $forecast.$property | Should -Be $expected.$property }
    }

    It 'warns of costs that begin in the future, and counts them when their day comes' {
        $null = Import-CostRecord (Save-CostFile '2026-11-15,Google,2,USD', '2026-11-18,Google,4,USD') -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike 'Some costs in * start in the future and count from that date (1)*Remove-CostRecord google -After 2026-11-*'
        (Get-CostSpend google -MonthToDate -TimeZone UTC).Amount | Should -Be 2
        Enter-Instant 2026-11-19T12:00:00Z
        (Get-CostSpend google -MonthToDate -TimeZone UTC).Amount | Should -Be 6
    }

    It 'counts a day that is going on up to now, and whole when it is told again' {
        $null = Import-CostRecord (Save-CostFile '2026-11-15,Google,2,USD', '2026-11-16,Google,1,USD')
        Get-Day google | Should -Be @('11-15 2 Reported', '11-16 1 Reported')
        Enter-Instant 2026-11-17T06:00:00Z
        $null = Import-CostRecord (Save-CostFile '2026-11-16,Google,4,USD')
        Get-Day google | Should -Be @('11-15 2 Reported', '11-16 4 Reported')
    }

    It 'spreads a charge for a whole month over its days' {
        $null = Import-CostRecord (Save-CostFile '2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,30,EUR,Hetzner' `
                'ChargePeriodStart,ChargePeriodEnd,BilledCost,BillingCurrency,ProviderName')
        (Get-CostSpend hetzner -MonthToDate -TimeZone UTC).Amount | Should -Be 15.5
        Enter-Instant 2026-11-20T00:00:00Z
        (Get-CostSpend hetzner -MonthToDate -TimeZone UTC).Amount | Should -Be 19
    }

    It 'takes all of a file or nothing, and goes on with the next' {
        $bad = Save-CostFile '2026-11-13,Google,1.20,USD', '2026-11-14,Google,many,USD'
        $good = Save-CostFile '2026-11-15,Mistral,1,USD'
        $done = Import-CostRecord $bad, $good -ErrorVariable failures -ErrorAction SilentlyContinue
        $done.Account | Should -Be 'mistral'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ImportRowInvalid,*'
        "$($failures[0])" | Should -BeLike "Line 3 of *the amount 'many'*Nothing was imported."
        Get-CostSpend -GroupBy Day -TimeZone UTC | Select-Object -ExpandProperty Account | Should -Be 'mistral'
    }

    It 'uses the name of a built-in provider as it is spelled, and the account that is named' {
        $done = Import-CostRecord (Save-CostFile '2026-11-15,1,USD' 'date,amount,currency') -Provider openai -Name lab
        $done.Account, $done.Provider | Should -Be @('lab', 'OpenAI')
    }

    It 'takes the account of each row from its column, except with -Name, and names a row without a valid one' {
        $header = 'date,provider,Account,amount,currency'
        $rows = '2026-11-14,Google,team-a,1,USD', '2026-11-14,Google,,2,USD', '2026-11-15,Mistral,team-b,4,USD'
        $done = Import-CostRecord (Save-CostFile $rows $header)
        $done | ForEach-Object { "$($_.Account) $($_.Provider) $($_.Amount)" } | Should -Be @('google Google 2', 'team-a Google 1', 'team-b Mistral 4')

        (Import-CostRecord (Save-CostFile $rows[0] $header) -Name lab).Account | Should -Be 'lab'

        $null = Import-CostRecord (Save-CostFile $rows[0], '2026-11-15,Google,no name,1,USD' $header) -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ImportRowInvalid,*'
        "$($failures[0])" | Should -BeLike "Line 3 of *the account 'no name' is not a valid account name*"
    }

    It 'refuses what would count twice or mix: <ErrorId>' -ForEach @(
        @{ ErrorId = 'ImportAccountHasBalance'; Row = '2026-11-15,DeepSeek,1,USD'; With = @{ Name = 'team' } }
        @{ ErrorId = 'ImportProviderDiffers'; Row = '2026-11-15,Mistral,1,USD'; With = @{ Name = 'google' } }
        @{ ErrorId = 'ImportSeveralProviders'; Row = '2026-11-15,Mistral,1,USD', '2026-11-15,Google,1,USD'; With = @{ Name = 'other' } }
        @{ ErrorId = 'InvalidAccountName'; Row = '2026-11-15,Mistral,1,USD'; With = @{ Name = 'no name' } }
    ) {
        $null = Import-CostRecord (Save-CostFile '2026-11-14,Google,1,USD')
        $null = Import-CostSnapshot (Save-CostFile 'team,USD,2026-11-14T00:00:00Z,5' 'account,currency,first_seen,total')
        $null = Import-CostRecord (Save-CostFile $Row) @With -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        Get-Day * | Should -Be @('11-14  Baseline', '11-14 1 Reported')
    }

    It 'does nothing with -WhatIf, and says so of a file without costs' {
        Import-CostRecord (Save-CostFile '2026-11-14,Google,1,USD') -WhatIf
        Import-CostRecord (Save-CostFile @()) -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike 'The file * contains no costs.'
        $testHome | Should -Not -Exist
    }
}

Describe 'Remove-CostRecord' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        Enter-Instant 2026-11-16T12:00:00Z
        $null = Import-CostRecord (Save-CostFile '2026-11-13,Google,1.20,USD', '2026-11-14,Google,2,USD', '2026-11-15,Google,3,USD', '2026-11-15,Hetzner,5,EUR')
    }

    AfterEach { Exit-TestHome }

    It 'removes the days of a span, which are not reported any more' {
        Remove-CostRecord google -After 2026-11-14Z -Before 2026-11-15Z
        Get-Day google | Should -Be @('11-13 1.20 Reported', '11-15 3 Reported')
        Get-Day hetzner | Should -Be '11-15 5 Reported'
    }

    It 'removes all costs of an account, and the account with them' {
        Remove-CostRecord google
        (Get-CostSpend -GroupBy Account).Account | Should -Be 'hetzner'
    }

    It 'removes nothing with -WhatIf, and nothing in another currency' {
        Remove-CostRecord * -WhatIf
        Remove-CostRecord goo* -Currency EUR
        Get-Day google | Should -HaveCount 3
    }

    It 'names an account without costs' {
        Remove-CostRecord nobody -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'NoCostRecord,*'
        Remove-CostRecord google -Currency EUR -ErrorVariable failures -ErrorAction SilentlyContinue
        "$($failures[0])" | Should -BeLike "*'google' in EUR.*"
    }

    It 'lets a removed file be imported again' {
        Remove-CostRecord google
        (Import-CostRecord (Save-CostFile '2026-11-14,Google,2,USD')).Added | Should -Be 1
        Get-Day google | Should -Be '11-14 2 Reported'
    }
}
