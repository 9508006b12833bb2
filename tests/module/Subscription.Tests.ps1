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

Describe 'Subscriptions' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T12:00:00Z'
    }

    AfterEach { Exit-TestHome }

    It 'are added with what they cost and when they are charged next' {
        $added = Add-CostSubscription 'Claude Pro' 20 usd -Start 2026-01-31
        $added | Should -BeOfType ([CostCompass.Subscriptions.CostSubscription])
        $added.Name, $added.Amount, $added.Currency, $added.Period, $added.EveryMonths | Should -Be @('Claude Pro', 20, 'USD', 'Monthly', 1)
        $added.Start | Should -Be ([DateOnly]'2026-01-31')
        $added.End | Should -BeNullOrEmpty
        $added.NextCharge | Should -Be ([DateOnly]'2026-11-30')
    }

    It 'begin today and run by months unless something else is said' {
        (Add-CostSubscription today 1 USD).NextCharge | Should -Be ([DateOnly]'2026-12-16')
        (Add-CostSubscription yearly 1 USD -Period Yearly -Start 2024-02-29).NextCharge | Should -Be ([DateOnly]'2027-02-28')
        (Add-CostSubscription quarterly 1 USD -EveryMonths 3 -Start 2026-11-16).NextCharge | Should -Be ([DateOnly]'2027-02-16')
        (Get-CostSubscription yearly).EveryMonths | Should -Be 12
    }

    It 'have no name with characters that are not seen: U+<_>' -ForEach '202E', '2066', '200B', 'FEFF', '00AD', '2028' {
        $name = "a$([char] [Convert]::ToInt32($_, 16))b"
        (Get-Failure { Add-CostSubscription $name 1 USD }).FullyQualifiedErrorId | Should -BeLike 'InvalidName,*'
    }

    It 'are seen from another instant with -AsOf' {
        $null = Add-CostSubscription plan 20 USD -Start 2026-01-31 -End 2026-03-31
        (Get-CostSubscription -AsOf 2026-02-10T00:00:00Z).NextCharge | Should -Be ([DateOnly]'2026-02-28')
        (Get-CostSubscription -At 2026-03-10T00:00:00Z).NextCharge | Should -Be ([DateOnly]'2026-03-31')
        (Get-CostSubscription).NextCharge | Should -BeNullOrEmpty
    }

    It 'begin their days in the time zone that is asked for' {
        $null = Add-CostSubscription plan 20 USD -Start 2026-11-17
        (Get-CostSubscription -AsOf 2026-11-16T17:00:00Z -TimeZone UTC).NextCharge | Should -Be ([DateOnly]'2026-11-17')
        (Get-CostSubscription -AsOf 2026-11-16T17:00:00Z -TimeZone Asia/Shanghai).NextCharge | Should -Be ([DateOnly]'2026-12-17')
    }

    It 'cost another amount from a day on, and what was charged stays' {
        $null = Add-CostSubscription plan 20 USD -Start 2026-01-10
        $changed = Set-CostSubscription plan 25
        $changed.Amount | Should -Be 25
        $changed.Amounts | Should -BeExactly '20 from 2026-01-10; 25 from 2026-11-17'
        (Get-CostSubscription -AsOf 2026-10-01T00:00:00Z).Amount | Should -Be 20
        (Set-CostSubscription plan -Amount 30 -Effective 2027-01-01).Amount | Should -Be 25
        (Get-CostSubscription -AsOf 2027-01-02T00:00:00Z).Amount | Should -Be 30
        (Set-CostSubscription plan 9 -Effective 2026-01-10).Amounts | Should -BeExactly '9 from 2026-01-10'
    }

    It 'end, and go on again' {
        $null = Add-CostSubscription plan 20 USD -Start 2026-01-10
        (Set-CostSubscription plan -End 2026-12-10).NextCharge | Should -Be ([DateOnly]'2026-12-10')
        (Set-CostSubscription plan -End 2026-12-09).NextCharge | Should -BeNullOrEmpty
        $goesOn = Set-CostSubscription plan -End $null
        $goesOn.End | Should -BeNullOrEmpty
        $goesOn.NextCharge | Should -Be ([DateOnly]'2026-12-10')
    }

    It 'keep their amount when they are piped in to get an end' {
        $null = Add-CostSubscription plan 20 USD -Start 2026-01-10
        $null = Set-CostSubscription plan 25 -Effective 2027-06-01
        $null = Get-CostSubscription | Set-CostSubscription -End 2028-12-31
        (Get-CostSubscription).Amounts | Should -BeExactly '20 from 2026-01-10; 25 from 2027-06-01'
    }

    It 'come back from a CSV file' {
        $null = Add-CostSubscription 'Claude Pro' 20.5 USD -Start 2026-01-31 -End 2027-01-31
        $null = Add-CostSubscription Hosting 120 EUR -Period Yearly -Start 2024-02-29
        $file = Join-Path $TestDrive 'subscriptions.csv'
        Get-CostSubscription | Export-Csv $file
        $before = Get-CostSubscription | ConvertTo-Json
        Remove-CostSubscription *
        $null = Import-Csv $file | Add-CostSubscription
        Get-CostSubscription | ConvertTo-Json | Should -BeExactly $before
    }

    It 'never take a decimal comma for a separator' {
        $former = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $row = [pscustomobject]@{ Name = 'plan'; Amount = 20.5; Currency = 'USD' } | ConvertTo-Csv
            $row[1] | Should -BeLike '*20,5*'
            { $row | ConvertFrom-Csv | Add-CostSubscription -ErrorAction Stop } | Should -Throw '*20,5*decimal point*'
            (Add-CostSubscription plan '20.5' USD).Amount | Should -Be 20.5
        }
        finally { [cultureinfo]::CurrentCulture = $former }
    }

    It 'are found by wildcards, changed and removed by them' {
        'one', 'two', 'other' | ForEach-Object { $null = Add-CostSubscription $_ 1 USD }
        (Get-CostSubscription t*, one).Name | Should -Be @('two', 'one')
        (Set-CostSubscription o* 2).Amount | Should -Be @(2, 2)
        Get-CostSubscription t* | Remove-CostSubscription
        (Get-CostSubscription).Name | Should -Be @('one', 'other')
        Get-CostSubscription none* | Should -BeNullOrEmpty
    }

    It 'are one of a name: <ErrorId>' -ForEach @(
        @{ Do = { Add-CostSubscription PLAN 1 USD }; ErrorId = 'SubscriptionExists' }
        @{ Do = { Add-CostSubscription x 1 USD -Period Yearly -EveryMonths 6 }; ErrorId = 'PeriodContradiction' }
        @{ Do = { Add-CostSubscription x 1 USD -Start 2026-02-01 -End 2026-01-01 }; ErrorId = 'EndBeforeStart' }
        @{ Do = { Add-CostSubscription x -1 USD }; ErrorId = 'InvalidSubscriptionAmount' }
        @{ Do = { Add-CostSubscription 'a*' 1 USD }; ErrorId = 'InvalidName' }
        @{ Do = { Get-CostSubscription nobody }; ErrorId = 'SubscriptionNotFound' }
        @{ Do = { Set-CostSubscription nobody 1 }; ErrorId = 'SubscriptionNotFound' }
        @{ Do = { Remove-CostSubscription nobody }; ErrorId = 'SubscriptionNotFound' }
        @{ Do = { Set-CostSubscription plan -End 2025-01-01 }; ErrorId = 'EndBeforeStart' }
    ) {
        $null = Add-CostSubscription plan 20 USD -Start 2026-01-10
        $before = Get-CostSubscription | ConvertTo-Json
        $failure = Get-Failure $Do
        $failure.FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-CostSubscription | ConvertTo-Json | Should -BeExactly $before
    }

    It 'are not changed by nothing' {
        { Set-CostSubscription plan } | Should -Throw -ErrorId 'NothingToChange,*'
        { Set-CostSubscription plan -Effective 2026-01-01 } | Should -Throw -ErrorId 'NothingToChange,*'
    }

    It 'are left as they are with -WhatIf' {
        Add-CostSubscription plan 20 USD -WhatIf
        $testHome | Should -Not -Exist
        $null = Add-CostSubscription plan 20 USD -Start 2026-01-10
        $before = Get-CostSubscription | ConvertTo-Json
        Set-CostSubscription plan 25 -End 2027-01-01 -WhatIf
        Remove-CostSubscription * -WhatIf
        Get-CostSubscription | ConvertTo-Json | Should -BeExactly $before
    }

    It 'say in the Gregorian calendar from when an amount is to count' {
        $null = Add-CostSubscription plan 20 USD -Start 2026-01-10
        $asked = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome } {
            [cultureinfo]::CurrentCulture = 'th-TH'
            Set-CostSubscription plan 25 -Effective 2027-01-01 -WhatIf
        }
        $asked.Output | Should -BeLike '*plan, 25 USD from 2027-01-01*'
    }

    It 'complete by name, with what each costs' {
        $null = Add-CostSubscription 'Claude Pro' 20 USD -Start 2026-01-31
        $null = Add-CostSubscription Hosting 120 EUR -Period Yearly -Start 2024-02-29 -End 2026-01-01
        foreach ($command in 'Get', 'Set', 'Remove') {
            $offers = Get-Completion "$command-CostSubscription "
            $offers.CompletionText | Should -Be @("'Claude Pro'", 'Hosting')
            $offers.ToolTip | Should -Be @('20.00 USD monthly, next on 2026-11-30', '120.00 EUR yearly, ended')
        }
        (Get-Completion "Get-CostSubscription 'cl").CompletionText | Should -Be "'Claude Pro'"
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'ar-SA'
            (Get-Completion 'Get-CostSubscription ').ToolTip[0] | Should -Be '20.00 USD monthly, next on 2026-11-30'
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
    }
}
