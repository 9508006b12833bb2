BeforeDiscovery {
    # Each answer that a real account gave, or that a provider documents, with what it means. The readers are asked the same rows.
    $file = Join-Path $PSScriptRoot '..' 'data' 'answers' 'answers.json'
    $rows = @(foreach ($row in Get-Content $file -Raw | ConvertFrom-Json -AsHashtable) { @{ RowName = $row.name; Row = $row } })
    $script:balances = @($rows | Where-Object { $_.Row.ContainsKey('readings') })
    $script:ofDeepSeek = @($balances | Where-Object { $_.Row.provider -eq 'DeepSeek' })
    $script:reports = @($rows | Where-Object { $_.Row.ContainsKey('costs') })
    $script:failures = @($rows | Where-Object { $_.Row.ContainsKey('failure') })
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:simulator = Open-Simulator -Argument '--topped-up', '7', '--admin', '--clock', '2026-11-16T09:00:00Z'
    $null = Invoke-Simulator $simulator accounts @{ key = 'sk-made-up-other'; currency = 'USD'; toppedUp = 4 }
    $script:exact = [Text.Json.Nodes.JsonNode]::Parse((Get-Content (Join-Path (Get-RepositoryPath) 'tests' 'data' 'answers' 'answers.json') -Raw))

    # The answers of a row go out digit for digit: a hashtable would not keep them so.
    function Send-Answer([hashtable] $Row) {
        $stated = $exact | Where-Object { "$($_['name'])" -eq $Row.name }
        foreach ($answer in $stated['answers']) {
            $status = $answer['status'] ? "$($answer['status'])" : '200'
            $path, $content = $answer['path'].ToJsonString(), $answer['body'].ToJsonString()
            $body = '{{"kind":"GivenAnswer","count":-1,"path":{0},"status":{1},"key":"{2}","body":{3}}}' -f $path, $status, $simulator.Key, $content
            $null = Invoke-RestMethod "$($simulator.BaseUri)/control/fault" -Method Post -Body $body -ContentType 'application/json' -NoProxy
        }
    }

    function Connect-Row([hashtable] $Row) {
        $env:TEST_KEY = $simulator.Key
        $path = (Get-CostProvider $Row.provider).BaseUri.AbsolutePath.TrimEnd('/')
        $null = Connect-CostProvider $Row.provider -Name team -EnvironmentVariable TEST_KEY -BaseUri "$($simulator.BaseUri)$path" -SkipVerification
        Send-Answer $Row
    }

    function Get-Expected([hashtable] $Row) {
        foreach ($one in $Row.readings | Sort-Object { $_.currency }) {
            $usageOnly = -not $one.ContainsKey('total')
            '{0} {1} {2} {3} {4} {5}' -f $one.currency, (Format-Amount ($usageOnly ? $null : $one.total)), (Format-Amount $one['granted']), (Format-Amount $one['toppedUp']), (Format-Amount $one['used']), $Row.isAvailable
        }
    }

    function Get-Shown([object[]] $Snapshot) {
        foreach ($one in $Snapshot | Sort-Object Currency) {
            '{0} {1} {2} {3} {4} {5}' -f $one.Currency, (Format-Amount $one.Total), (Format-Amount $one.Granted), (Format-Amount $one.ToppedUp), (Format-Amount $one.Used), $one.IsAvailable
        }
    }

    function Format-Amount($Amount) { $null -eq $Amount ? 'none' : ([decimal]$Amount).ToString('0.#########', [cultureinfo]::InvariantCulture) }
}

AfterAll {
    Close-Simulator $simulator
    Remove-Item Env:TEST_KEY, Env:TEST_KEY_OTHER -ErrorAction Ignore
    Exit-TestHome
}

Describe 'Answers of real accounts' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        Enter-Instant '2026-11-16T09:00:00Z' $simulator
        $null = Invoke-Simulator $simulator fault -Method Delete
    }

    Context 'of a balance: <RowName>' -ForEach $script:balances {
        It 'Update-CostSnapshot stores what it means' {
            Connect-Row $Row
            $told = Update-CostSnapshot team -Verbose -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable failures -ErrorAction SilentlyContinue 4>&1
            $snapshots = @($told | Where-Object { $_ -is [CostCompass.Spending.CostSnapshot] })
            $verbose = @($told | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })

            Get-Shown $snapshots | Should -Be @(Get-Expected $Row)
            Get-Shown @(Get-CostSnapshot team* -ErrorAction Ignore) | Should -Be @(Get-Expected $Row)
            @($failures) | Should -HaveCount @($Row['faults']).Where({ $_ }).Count
            foreach ($number in 0..3) {
                $fault = @($Row['faults'])[$number]
                if ($fault) {
                    $failures[$number].FullyQualifiedErrorId | Should -BeLike "$($fault.id),*"
                    $failures[$number].TargetObject | Should -BeExactly 'team'
                    "$($failures[$number])" | Should -Match ([regex]::Escape($fault.says))
                }
            }

            if ($Row.readings.Count -eq 0) { "$warnings" | Should -BeLike "*'team' $($Row.notice)*" }
            else {
                $warnings | Should -BeNullOrEmpty
                if ($Row['notice']) { "$verbose" | Should -BeLike "*$($Row.notice)*" }
            }

            (Get-CostAccount team).Status | Should -Be ($Row['status'] ?? ($Row.isAvailable ? 'Ok' : 'Error'))
            if ($Row['secret']) { "$told $verbose $failures" | Should -Not -Match $Row.secret }
        }

        It 'the account is connected with it, and what is to be known is a warning' {
            $env:TEST_KEY = $simulator.Key
            Send-Answer $Row
            $path = (Get-CostProvider $Row.provider).BaseUri.AbsolutePath.TrimEnd('/')
            $account = Connect-CostProvider $Row.provider -Name team -EnvironmentVariable TEST_KEY -BaseUri "$($simulator.BaseUri)$path" -WarningVariable warnings -WarningAction SilentlyContinue

            $account.Status | Should -Be ($Row['status'] ?? ($Row.isAvailable ? 'Ok' : 'Error'))
            if ($Row['notice']) { "$warnings" | Should -BeLike "*$($Row.notice)*" }
            foreach ($fault in @($Row['faults']).Where({ $_ })) { "$warnings" | Should -Match ([regex]::Escape($fault.says)) }
        }
    }

    Context 'of a balance at DeepSeek: <RowName>' -ForEach $script:ofDeepSeek {
        It 'Get-DeepSeekBalance writes what it means' {
            Connect-Row $Row
            $balances = @(Get-DeepSeekBalance team -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable failures -ErrorAction SilentlyContinue)

            Get-Shown $balances | Should -Be @(Get-Expected $Row)
            $balances.Status | Should -Be (@($Row.isAvailable ? 'Ok' : 'Error') * $Row.readings.Count)
            @($failures) | Should -HaveCount @($Row['faults']).Where({ $_ }).Count
            @($warnings) | Should -HaveCount ($Row.readings.Count -eq 0 ? 1 : 0)
            (Get-CostAccount team).Status | Should -Be ($Row['status'] ?? ($Row.isAvailable ? 'Ok' : 'Error'))
        }
    }

    Context 'of a bill: <RowName>' -ForEach $script:reports {
        It 'Update-CostSnapshot stores what it means' {
            Connect-Row $Row
            $null = Update-CostSnapshot team -ErrorVariable failures

            $failures | Should -BeNullOrEmpty
            $spend = Get-CostSpend -GroupBy Window team -After 2026-11-14T00:00:00Z -Before 2026-11-15T00:00:00Z -TimeZone UTC
            [decimal]($spend | Measure-Object Amount -Sum).Sum | Should -Be ([decimal]($Row.costs | ForEach-Object amount | Measure-Object -Sum).Sum)
        }
    }

    Context 'that is an error: <RowName>' -ForEach $script:failures {
        It 'is an error with what it says, and nothing is stored' {
            Connect-Row $Row
            $all = Update-CostSnapshot team -Verbose -ErrorVariable failures -ErrorAction SilentlyContinue *>&1

            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike "$($Row.failure.id),*"
            "$($failures[0])" | Should -BeLike "*$($Row.failure.says)*"
            $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*$($Row.failure['advises'])*"
            $all | Where-Object { $_ -is [CostCompass.Spending.CostSnapshot] } | Should -BeNullOrEmpty
            Get-CostSnapshot -ErrorAction Ignore | Should -BeNullOrEmpty
            (Get-CostAccount team).Status | Should -Be $Row.status
            if ($Row['secret']) { "$all $failures $($failures[0].ErrorDetails.RecommendedAction)" | Should -Not -Match $Row.secret }
        }
    }

    Context 'of several accounts' {
        BeforeEach {
            $env:TEST_KEY_OTHER = 'sk-made-up-other'
            $null = Connect-DeepSeek other -EnvironmentVariable TEST_KEY_OTHER -BaseUri $simulator.BaseUri -SkipVerification
        }

        It 'a fault in one account never costs another' {
            Connect-Row @{ provider = 'DeepSeek'; name = 'DeepSeek: a fault in one currency leaves the other' }
            $snapshots = Update-CostSnapshot -ErrorVariable failures -ErrorAction SilentlyContinue

            $snapshots | ForEach-Object { "$($_.Account) $($_.Currency) $($_.Total)" } | Should -Be @('other USD 4.00', 'team USD 3.50')
            $failures.TargetObject | Should -Be @('team')
        }

        It 'an account without a balance leaves the others' {
            Connect-Row @{ provider = 'DeepSeek'; name = 'DeepSeek: an account without a balance, available' }
            (Update-CostSnapshot -WarningAction SilentlyContinue).Account | Should -Be 'other'
            (Get-DeepSeekBalance -WarningAction SilentlyContinue).Account | Should -Be 'other'
        }
    }

    Context 'again and again' {
        It 'Watch-CostSnapshot reports a fault and an account without a balance once, and goes on at its interval' {
            Connect-Row @{ provider = 'DeepSeek'; name = 'DeepSeek: a fault in one currency leaves the other' }
            $snapshots = Watch-CostSnapshot team -Interval 00:00:01 -Count 2 -ErrorVariable failures -ErrorAction SilentlyContinue

            @($snapshots) | Should -HaveCount 2
            @($failures) | Should -HaveCount 1

            $null = Invoke-Simulator $simulator fault -Method Delete
            Send-Answer @{ name = 'DeepSeek: an account without a balance, available' }
            Watch-CostSnapshot team -Interval 00:00:01 -Count 2 -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            @($warnings) | Should -HaveCount 1
        }
    }
}

Describe 'A balance below zero' {
    BeforeAll {
        $script:testHome = Enter-TestHome
        $null = Invoke-Simulator $simulator fault -Method Delete
        $env:TEST_KEY_BROKE = 'sk-made-up-broke'
        $null = Invoke-Simulator $simulator accounts @{ key = $env:TEST_KEY_BROKE; balances = @(@{ currency = 'USD' }, @{ currency = 'CNY'; toppedUp = 2.03 }) }
        $null = Connect-DeepSeek broke -EnvironmentVariable TEST_KEY_BROKE -BaseUri $simulator.BaseUri -SkipVerification
        Enter-Instant '2026-11-10T00:00:00Z' $simulator
        $null = Update-CostSnapshot broke
        $null = Invoke-Simulator $simulator spend @{ key = $env:TEST_KEY_BROKE; currency = 'CNY'; amount = 2 }
        Enter-Instant '2026-11-12T00:00:00Z' $simulator
        $null = Update-CostSnapshot broke

        # The last call costs 0.08 where 0.03 is left.
        $null = Invoke-Simulator $simulator spend @{ key = $env:TEST_KEY_BROKE; currency = 'CNY'; amount = 0.08 }
        Enter-Instant '2026-11-12T06:00:00Z' $simulator
        $script:taken = Update-CostSnapshot broke
        $script:zone = @{ TimeZone = 'UTC' }
    }

    AfterAll { Remove-Item Env:TEST_KEY_BROKE -ErrorAction Ignore }

    It 'is a reading like any other, and the spend is known to the last cent' {
        $fallen = $taken | Where-Object Currency -EQ CNY
        $fallen.Total, $fallen.ToppedUp, $fallen.SpendSinceLast | Should -Be @(-0.05, -0.05, 0.08)
        $fallen.Quality, $fallen.IsAvailable | Should -Be @('Clean', $false)
        (Get-CostSpend broke -Currency CNY -GroupBy Account @zone).Amount | Should -Be 2.08
        (Get-CostAccount broke).Status, (Get-CostAccount broke).Currency | Should -Be @('Error', 'CNY')
    }

    It 'has run out already' {
        $forecast = Get-CostForecast broke -Currency CNY
        $forecast.Balance, $forecast.BalanceAtMonthEnd | Should -Be @(-0.05, -0.05)
        $forecast.RunsOutAt | Should -Be ([datetimeoffset]'2026-11-12T06:00:00Z')
    }

    It 'reserves nothing' {
        $quote = @{ Model = 'deepseek-flash'; InputTokens = 1000; MaxOutputTokens = 10; Name = 'broke' }
        (New-DeepSeekQuote @quote).AvailableAfter | Should -BeLessThan -0.05
        New-DeepSeekQuote @quote -Reserve -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'AccountUnavailable,*'
    }

    It 'is below every threshold of Watch-CostSnapshot' {
        $seen = Watch-CostSnapshot broke -Count 1 -BelowBalance 0 -RunwayDays 1 | Where-Object Currency -EQ CNY
        "$($seen.Alert)", $seen.RunwayDays | Should -Be @('BelowBalance, RunwayDays', 0)
    }

    It 'is seen in the chart, the dashboard and the report' {
        Show-CostChart broke -Width 80 -Ascii | Out-String | Should -BeLike '*balance -0.05 CNY*'
        Show-CostDashboard -Width 100 -Ascii | Out-String | Should -BeLike '*-0.05*empty*'
        $page = Join-Path $TestDrive 'broke.html'
        $null = Export-CostReport $page
        Get-Content $page -Raw | Should -Match '"totals":\[[^\]]*-0.05\]'
    }

    It 'goes to CSV and comes back' {
        $file = Join-Path $TestDrive 'broke.csv'
        $null = Export-CostSnapshot $file -Name broke
        Get-Content $file -Raw | Should -Match ',-0\.05,0,-0\.05,'
        $before = Get-CostSnapshot broke | ConvertTo-Json
        $env:COSTCOMPASS_HOME = Join-Path $TestDrive 'other'
        try {
            $null = Import-CostSnapshot $file
            Get-CostSnapshot broke | ConvertTo-Json | Should -Be $before
            (Import-CostSnapshot $file).Added | Should -Be 0
        }
        finally { $env:COSTCOMPASS_HOME = $testHome }
    }

    It 'goes to FOCUS as spend' {
        $file = Join-Path $TestDrive 'focus.csv'
        $null = Export-CostFocus $file -After 2026-11-01T00:00:00Z -Before 2026-11-13T00:00:00Z
        (Import-Csv $file | Where-Object BillingCurrency -EQ CNY | Measure-Object BilledCost -Sum).Sum | Should -Be 2.08
    }

    It 'is paid off by a top-up, of which no cent is lost' {
        $null = Invoke-Simulator $simulator topup @{ key = $env:TEST_KEY_BROKE; currency = 'CNY'; amount = 10 }
        Enter-Instant '2026-11-12T12:00:00Z' $simulator
        $paid = Update-CostSnapshot broke | Where-Object Currency -EQ CNY
        $paid.Total | Should -Be 9.95
        $null = Add-CostBalanceEvent broke -Kind TopUp -Amount 10 -Currency CNY -At 2026-11-12T12:00:00Z
        (Get-CostSpend broke -Currency CNY -GroupBy Account @zone).Amount | Should -Be 2.08
    }
}
