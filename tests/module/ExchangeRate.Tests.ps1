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

Describe 'Exchange rates' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T12:00:00Z'
    }

    AfterEach { Exit-TestHome }

    It 'are kept by pair and date, and the same again replaces' {
        $rate = Set-CostExchangeRate usd cny 7.10
        $rate.From, $rate.To, $rate.Rate, $rate.Date | Should -Be @('USD', 'CNY', 7.1, ([DateOnly]'2026-11-16'))
        $null = Set-CostExchangeRate USD CNY 7.2
        $null = Set-CostExchangeRate USD CNY 7 -Date 2026-11-01
        (Get-CostExchangeRate).Rate | Should -Be @(7, 7.2)
    }

    Context 'with three of them' {
        BeforeEach {
            $null = Set-CostExchangeRate USD CNY 7 -Date 2026-11-01
            $null = Set-CostExchangeRate USD CNY 8 -Date 2026-11-10
            $null = Set-CostExchangeRate EUR USD 1.25 -Date 2026-11-05
        }

        It 'the one of the day or before it is in force' {
            (Get-CostExchangeRate USD CNY -At 2026-11-09).Rate | Should -Be 7
            (Get-CostExchangeRate USD CNY -At 2026-11-10).Rate | Should -Be 8
            $all = Get-CostExchangeRate -At 2026-11-20
            $all | ForEach-Object ToString | Should -Be @('1 EUR = 1.25 USD (2026-11-05)', '1 USD = 8 CNY (2026-11-10)')
            (Get-CostExchangeRate -At 2026-11-02).To | Should -Be 'CNY'
        }

        It 'the other direction is found, and says so' {
            $rate = Get-CostExchangeRate CNY USD -At 2026-11-10
            $rate.Rate, $rate.IsInverse, $rate.From | Should -Be @(0.125, $true, 'CNY')
            ($rate | Out-String) | Should -Match '1/8'
        }

        It 'a missing one is an error that names the pair and the day: <From> to <To> on <At>' -ForEach @(
            @{ From = 'USD'; To = 'CNY'; At = '2026-10-31' }
            @{ From = 'EUR'; To = 'CNY'; At = '2026-11-20' }
            @{ From = 'USD'; To = 'JPY'; At = '2026-11-20' }
        ) {
            Get-CostExchangeRate $From $To -At $At -ErrorAction SilentlyContinue -ErrorVariable failure | Should -BeNullOrEmpty
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ExchangeRateMissing,*'
            "$($failure[0])" | Should -BeExactly "There is no exchange rate from $From to $To on $At."
            $failure[0].ErrorDetails.RecommendedAction | Should -BeLike "Set it with: Set-CostExchangeRate -From $From -To $To -Date $At -Rate *"
        }

        It 'come back from a CSV file' {
            $before = Get-CostExchangeRate | ConvertTo-Json
            $file = Join-Path $TestDrive 'rates.csv'
            Get-CostExchangeRate | Export-Csv $file
            Get-CostExchangeRate | Remove-CostExchangeRate
            Get-CostExchangeRate | Should -BeNullOrEmpty
            $null = Import-Csv $file | Set-CostExchangeRate
            Get-CostExchangeRate | ConvertTo-Json | Should -BeExactly $before
        }

        It 'keep all of their digits in a CSV file' {
            $null = Set-CostExchangeRate CNY EUR '0.1408450704225352112676056338' 2026-11-01
            $file = Join-Path $TestDrive 'digits.csv'
            Get-CostExchangeRate CNY EUR | Export-Csv $file
            $null = Import-Csv $file | Set-CostExchangeRate
            (Get-CostExchangeRate CNY EUR).Rate | Should -Be 0.1408450704225352112676056338d
        }

        It 'never take a decimal comma for a separator' {
            { Set-CostExchangeRate USD CNY '7,1' } | Should -Throw '*7,1*decimal point*'
        }

        It 'are removed by date, by pair and by wildcard' {
            Remove-CostExchangeRate USD CNY 2026-11-10
            (Get-CostExchangeRate USD).Rate | Should -Be 7
            Remove-CostExchangeRate * USD
            Remove-CostExchangeRate USD CNY
            Get-CostExchangeRate | Should -BeNullOrEmpty
        }

        It 'stay with -WhatIf' {
            $before = Get-CostExchangeRate | ConvertTo-Json
            Remove-CostExchangeRate * * -WhatIf
            Set-CostExchangeRate USD CNY 9 -WhatIf
            Get-CostExchangeRate | ConvertTo-Json | Should -BeExactly $before
        }

        It 'that turn the direction round are kept with a warning' {
            $null = Set-CostExchangeRate CNY USD 8 -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*1 CNY was 0.125 USD and is now 8 USD.*'
            $null = Set-CostExchangeRate EUR USD 1.1 -WarningVariable warnings
            $warnings | Should -BeNullOrEmpty
        }

        It 'complete their currencies, of the pairs alone once one is typed' {
            (Get-Completion 'Get-CostExchangeRate ').CompletionText | Should -Be @('EUR', 'USD')
            $offer = Get-Completion 'Remove-CostExchangeRate USD '
            $offer.CompletionText | Should -Be 'CNY'
            $offer.ToolTip | Should -Be '1 USD = 8 CNY (2026-11-10)'
            (Get-Completion 'Get-CostExchangeRate -To USD -From ').CompletionText | Should -Be 'EUR'
        }
    }

    It 'are refused when they cannot be meant: <ErrorId>' -ForEach @(
        @{ Do = { Set-CostExchangeRate USD usd 1 }; ErrorId = 'SameCurrency' }
        @{ Do = { Set-CostExchangeRate USD CNY 0 }; ErrorId = 'InvalidExchangeRate' }
        @{ Do = { Set-CostExchangeRate USD CNY -7 }; ErrorId = 'InvalidExchangeRate' }
        @{ Do = { Get-CostExchangeRate USD CNY }; ErrorId = 'ExchangeRateNotFound' }
        @{ Do = { Get-CostExchangeRate USD USD -At 2026-01-01 }; ErrorId = 'SameCurrency' }
        @{ Do = { Remove-CostExchangeRate USD CNY }; ErrorId = 'ExchangeRateNotFound' }
    ) {
        $failure = Get-Failure $Do
        $failure.FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        $testHome | Should -Not -Exist
    }

    It 'need a date that is one' {
        { Set-CostExchangeRate USD CNY 7 -Date yesterday } | Should -Throw '*yyyy-MM-dd*'
        (Set-CostExchangeRate USD CNY 7 -Date ([datetime]'2026-02-03T22:00')).Date | Should -Be ([DateOnly]'2026-02-03')
    }
}
