BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    # Two accounts, a reading each midnight from the first to the fourth: 1.5 USD and 10 CNY a day.
    function Import-TwoAccount {
        $lines = foreach ($day in 1..4) {
            'home,USD,2026-11-{0:00}T00:00:00Z,{1}' -f $day, (100 - 1.5 * $day).ToString([cultureinfo]::InvariantCulture)
            'work,CNY,2026-11-{0:00}T00:00:00Z,{1}' -f $day, (1000 - 10 * $day)
        }
        $file = Join-Path $TestDrive "two-$([guid]::NewGuid().ToString('n')).csv"
        Set-Content $file (@('account,currency,first_seen,total') + $lines)
        $null = Import-CostSnapshot $file
    }
}

Describe 'Export-CostFocus' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-04T00:00:00Z'
        Import-TwoAccount
        $null = Add-CostSubscription -Name ide -Amount 30 -Currency USD -Period Monthly -Start 2026-10-03
        $script:file = Join-Path $TestDrive "focus-$([guid]::NewGuid().ToString('n')).csv"
    }
    AfterEach { Exit-TestHome }

    It 'writes a row per day and account, and the charges of subscriptions' {
        (Export-CostFocus $file -PassThru).FullName | Should -Be $file
        $rows = Import-Csv $file
        $rows.Count | Should -Be 8
        ($rows | ForEach-Object { "$($_.BillingAccountId) $($_.ChargePeriodStart) $($_.BilledCost) $($_.BillingCurrency) $($_.ChargeCategory) $($_.x_Quality)" }) | Should -Be @(
            'home 2026-11-01T00:00:00Z 1.5 USD Usage Clean'
            'home 2026-11-02T00:00:00Z 1.5 USD Usage Clean'
            'home 2026-11-03T00:00:00Z 1.5 USD Usage Clean'
            'work 2026-11-01T00:00:00Z 10 CNY Usage Clean'
            'work 2026-11-02T00:00:00Z 10 CNY Usage Clean'
            'work 2026-11-03T00:00:00Z 10 CNY Usage Clean'
            'ide 2026-10-03T00:00:00Z 30 USD Purchase Reported'
            'ide 2026-11-03T00:00:00Z 30 USD Purchase Reported'
        )
        Get-ChildItem "$file.*.partial" | Should -BeNullOrEmpty
    }

    It 'is refused by a store that knows those accounts from their balances, and nothing of it stays' {
        Export-CostFocus $file
        $null = Remove-CostSubscription ide -Confirm:$false
        $before = (Get-CostSpend -MonthToDate -TimeZone UTC).Amount

        Import-CostRecord $file -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures | Should -HaveCount 1
        (Get-CostSpend -MonthToDate -TimeZone UTC).Amount | Should -Be $before
        Get-CostSubscription | Should -BeNullOrEmpty
    }

    It 'comes back through Import-CostRecord into an empty store, with totals, qualities and kinds' {
        $more = Join-Path $TestDrive 'pools.csv'
        Set-Content $more 'account,currency,first_seen,total,granted,topped_up', 'pools,USD,2026-11-01T00:00:00Z,10,0,10', 'pools,USD,2026-11-02T00:00:00Z,25,0,25', 'pools,USD,2026-11-03T00:00:00Z,24,0,24'
        $null = Import-CostSnapshot $more
        $null = Add-CostSubscription -Name 'an old one' -Amount 7 -Currency USD -Period Monthly -Start 2026-08-02 -End 2026-09-02
        $spend = { Get-CostSpend -GroupBy Day -TimeZone UTC | ForEach-Object { "$($_.Account) $($_.Provider) $($_.Currency) $($_.From.Date.ToString('MM-dd')) $($_.Amount) $($_.Low) $($_.High) $($_.Quality) $($_.IsApproximate)" } }
        $charges = { Get-CostSubscription | ForEach-Object { "$($_.Name) $($_.Amount) $($_.Currency) $($_.EveryMonths) $($_.NextCharge)" } }
        $figures = { $one = Get-CostSummary USD -TimeZone UTC -WarningAction Ignore; "$($one.MonthToDate) $($one.Subscriptions) $($one.IsApproximate)" }
        $known = & $spend
        $known -match 'LowerBound' | Should -HaveCount 1
        $subscribed = & $charges
        $figure = & $figures
        Export-CostFocus $file
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-04T00:00:00Z'
        $imported = Import-CostRecord $file
        ($imported | Measure-Object Rows -Sum).Sum | Should -Be @(Import-Csv $file).Count
        & $spend | Should -Be $known
        & $charges | Should -Be $subscribed
        & $figures | Should -Be $figure
        $again = Join-Path $TestDrive "again-$([guid]::NewGuid().ToString('n')).csv"
        Export-CostFocus $again
        Get-Content $again | Should -Be (Get-Content $file)
        (Import-CostRecord $file | Measure-Object Added -Sum).Sum | Should -Be 0
        & $figures | Should -Be $figure
    }

    It 'takes <Name> <Provider> <After> <Before> <AsOf>' -ForEach @(
        @{ Name = 'home'; Rows = 3 }
        @{ Name = 'ide'; Rows = 2 }
        @{ Provider = '*'; Rows = 6 }
        @{ Provider = 'none*'; Rows = 0 }
        @{ After = '2026-11-02T00:00:00Z'; Before = '2026-11-03T00:00:00Z'; Rows = 2 }
        @{ Name = 'h*'; After = '2026-11-01T00:00:01Z'; Rows = 2 }
        @{ AsOf = '2026-11-03T00:00:00Z'; Rows = 6 }
    ) {
        $asked = @{}
        foreach ($key in 'Name', 'Provider', 'After', 'Before', 'AsOf') {
            $value = Get-Variable $key -ValueOnly -ErrorAction Ignore
            if ($value) { $asked[$key] = $value }
        }
        Export-CostFocus $file @asked
        @(Import-Csv $file).Count | Should -Be $Rows
    }

    It 'gives the same bytes under <_>' -ForEach 'de-DE', 'fr-FR', 'zh-CN', 'ar-SA' {
        Export-CostFocus $file
        $expected = Get-FileHash $file
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = [cultureinfo]$_
            Export-CostFocus $file
        }
        finally { [cultureinfo]::CurrentCulture = $before }
        (Get-FileHash $file).Hash | Should -Be $expected.Hash
    }

    It 'replaces a file, unless it is told not to' {
        Set-Content $file 'mine'
        Export-CostFocus $file -NoClobber -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ExportFileExists,*'
        Export-CostFocus $file -WhatIf
        Get-Content $file | Should -Be 'mine'
        Export-CostFocus $file
        (Get-Content $file -TotalCount 1) | Should -BeLike 'BilledCost,*'
    }

    It 'keeps a service from being a formula: <_>' -ForEach '=1+1', '+1', '-1+1', '@SUM(1)' {
        $records = Join-Path $TestDrive 'records.csv'
        Set-Content $records 'date,provider,amount,currency,service', "2026-11-01,Sheet,1,USD,$_"
        $null = Import-CostRecord $records
        Export-CostFocus $file -Name sheet -ErrorAction Stop
        (Import-Csv $file).ServiceName | Should -Be "'$_"
    }

    It 'takes no formula for the name of a subscription: <_>' -ForEach '=1+1', '+1', '-1+1', '@SUM(1)', ' =1' {
        Add-CostSubscription -Name $_ -Amount 1 -Currency USD -Period Monthly -Start 2026-11-01 -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'InvalidName,*'
    }

    It 'names an account that is not there, and a folder that is not' {
        Export-CostFocus $file -Name nobody -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'AccountNotFound,*'
        Export-CostFocus (Join-Path $TestDrive 'no' 'x.csv') -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ExportFileUnwritable,*'
    }
}
