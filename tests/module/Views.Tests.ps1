BeforeDiscovery {
    $file = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'module' 'Format.ps1xml'
    $script:tables = ([xml](Get-Content $file -Raw)).Configuration.ViewDefinitions.View | Where-Object TableControl
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    function Show-Plain {
        param([switch] $List)

        $text = $List ? ($input | Format-List | Out-String -Width 200) : ($input | Out-String -Width 80)
        $text -replace '\e\[[\d;]*m'
    }

    # The first amount is short; what comes later, and late, is long.
    function Get-Late {
        param([Parameter(ValueFromPipeline)] [object] $InputObject)

        process {
            $InputObject
            Start-Sleep -Milliseconds 500
        }
    }

    # One account whose spend goes from cents to millions, a reading each midnight.
    function Import-History {
        param([string] $Account, [decimal[]] $Total, [string] $Currency = 'USD')

        $day = 0
        $lines = foreach ($one in $Total) {
            $day++
            '{0},{1},2026-11-{2:00}T00:00:00Z,{3}' -f $Account, $Currency, $day, $one.ToString([cultureinfo]::InvariantCulture)
        }
        $file = Join-Path $TestDrive "history-$([guid]::NewGuid().ToString('n')).csv"
        Set-Content $file (@('account,currency,first_seen,total') + $lines)
        $null = Import-CostSnapshot $file
    }

    # The objects cannot be changed by a script: what is in them was found. A test may.
    function Get-Found {
        param([type] $Type, [hashtable] $Property)

        $one = [Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject($Type)
        foreach ($name in $Property.Keys) {
            $member = $Type.GetProperty($name)
            $wanted = [Nullable]::GetUnderlyingType($member.PropertyType) ?? $member.PropertyType
            $member.SetValue($one, ($Property[$name] -as $wanted))
        }
        $one
    }

    $script:long = 'an-account-with-a-name-of-forty-letters'
}

Describe 'The table of <_.Name>' -ForEach $script:tables {
    # Nothing is cut of a name or a path: a name in front goes on in the next line, and what is at the end takes what the others leave.
    It 'fits into 80 columns, and cuts no name' {
        $headers = @($_.TableControl.TableHeaders.TableColumnHeader)
        $cells = @($_.TableControl.TableRowEntries.TableRowEntry.TableColumnItems.TableColumnItem)
        $free = @($headers | Where-Object { -not $_.Width })
        $left = 80 - ($headers | ForEach-Object { [int] $_.Width } | Measure-Object -Sum).Sum - $headers.Count + 1
        $left | Should -BeGreaterOrEqual 0
        if ($cells.PropertyName | Where-Object { $_ -in 'Account', 'Name', 'Path', 'Model' }) {
            $free.Count -gt 0 -or @($_.TableControl.TableRowEntries.TableRowEntry)[0].SelectSingleNode('Wrap') | Should -BeTrue
        }
        if ($free) {
            $headers[(-$free.Count)..-1] | Should -Be $free
            $left | Should -BeGreaterOrEqual (9 * $free.Count)
        }
    }

    It 'gives an amount the width of its column' {
        $headers = @($_.TableControl.TableHeaders.TableColumnHeader)
        $cells = @($_.TableControl.TableRowEntries.TableRowEntry.TableColumnItems.TableColumnItem)
        $cells | Should -HaveCount $headers.Count
        for ($i = 0; $i -lt $cells.Count; $i++) {
            $header = $headers[$i]
            if ($header.Width) { $header.Label.Length | Should -BeLessOrEqual ([int] $header.Width) }
            if ($cells[$i].ScriptBlock -match '::(Cell|Count)\(\$_\.\w+, (?<Width>\d+)|::CellIn\(\$_\.\w+, \$_\.Currency, (?<Width>\d+)') {
                [int] $header.Width | Should -Be $Matches.Width
                $header.Alignment | Should -Be Right
            }
        }
    }
}

Describe 'An amount in a view' {
    It 'of <Amount> in <Width> columns is <Shown>' -ForEach @(
        @{ Amount = 0d; Width = 13; Shown = '0.00' }
        @{ Amount = 199.58d; Width = 13; Shown = '199.58' }
        @{ Amount = 1.23456d; Width = 13; Shown = '1.2346' }
        @{ Amount = 9999999.99d; Width = 13; Shown = '9,999,999.99' }
        @{ Amount = 9999999.9912d; Width = 13; Shown = '9,999,999.991' }
        @{ Amount = 215046296.27d; Width = 12; Shown = '215,046,296' }
        @{ Amount = 215046296.27d; Width = 8; Shown = '215.05M' }
        @{ Amount = -215046296.27d; Width = 8; Shown = '-215.05M' }
        @{ Amount = 88888888888.88d; Width = 8; Shown = '88.89B' }
        @{ Amount = 0.000000008d; Width = 13; Shown = '0.000000008' }
        @{ Amount = -0.000000008d; Width = 13; Shown = '-0.000000008' }
        @{ Amount = 0.0000812345d; Width = 13; Shown = '0.000081' }
        @{ Amount = 0.0012345d; Width = 13; Shown = '0.0012' }
        @{ Amount = 0.0000000000081234d; Width = 8; Shown = '8.1E-12' }
    ) {
        Invoke-Invariant { [CostCompass.Terminal.ViewMoney]::Cell([decimal] $Amount, $Width) } | Should -BeExactly $Shown
        [CostCompass.Terminal.ViewMoney]::Cell([decimal] $Amount, $Width + 1, $true) | Should -BeExactly "$(
            [CostCompass.Terminal.ViewMoney]::Cell([decimal] $Amount, $Width))*"
    }

    It 'is never wider than its column' {
        foreach ($exponent in -12..24) {
            foreach ($sign in 1, -1) {
                $amount = $sign * [decimal]::Parse("9.87654321E$exponent", 'Float', [cultureinfo]::InvariantCulture)
                foreach ($width in 8..18) {
                    $shown = [CostCompass.Terminal.ViewMoney]::Cell($amount, $width)
                    $shown.Length | Should -BeLessOrEqual $width -Because "$amount is shown as $shown"
                }
            }
        }
    }

    It 'is nothing where there is none, and whole in a list' {
        [CostCompass.Terminal.ViewMoney]::Cell($null, 9, $true) | Should -BeExactly ''
        [CostCompass.Terminal.ViewMoney]::Full($null, 'USD') | Should -BeExactly ''
        Invoke-Invariant { [CostCompass.Terminal.ViewMoney]::Full(88888888888.88d, 'USD', $true) } | Should -BeExactly '88,888,888,888.88 USD*'
        Invoke-Invariant { [CostCompass.Terminal.ViewMoney]::Full(0.000000008d, 'CNY') } | Should -BeExactly '0.000000008 CNY'
    }
}

Describe 'Views at 80 columns' {
    BeforeEach {
        $null = Enter-TestHome
        $script:culture = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
        $env:COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'
    }
    AfterEach {
        [cultureinfo]::CurrentCulture = $culture
        Exit-TestHome
    }

    It 'show late amounts whole' {
        Import-History $long (1e7, (1e7 - 0.5), (1e7 - 200.08), 1)
        $spend = Get-CostSpend -GroupBy Window -TimeZone UTC | Get-Late | Show-Plain
        $spend | Should -Match '(?m)^an-account-with-a .* 0\.50\* Clean'
        $spend | Should -Match ' 199\.58\* Clean'
        $spend | Should -Match ' 9,999,798\.92\* Clean'
        $snapshots = Get-CostSnapshot | Sort-Object LastSeen -Descending | Get-Late | Show-Plain
        $snapshots | Should -Match ' 10,000,000\.00 '
        $snapshots | Should -Match ' 9,999,999\.50 +0\.50\* '
        $snapshots | Should -Match ' 9,999,798\.92\* '
    }

    It 'show a large stack whole, with its days' {
        Import-History big (1e9, 9e8, 8e8, 784953703.73)
        Import-History small (5, 4, 3, 2)
        $null = Add-CostSubscription -Name dear -Amount 88888888.88 -Currency USD -Period Monthly -Start 2026-11-02
        $env:COSTCOMPASS_CLOCK = '2026-11-04T00:00:00Z'
        $summary = Get-CostSummary USD -TimeZone UTC
        $summary.MonthToDate | Should -Be 303935188.15
        $shown = $summary | Format-Table | Show-Plain
        $shown | Should -Match 'Currency +MonthToDate +ThisMonth +NextMonth Last14Days +NoRate'
        $shown | Should -Match '(?m)^USD +303,935,188\.15\* .*\u2588'
        $shown = $summary | Show-Plain -List
        $shown | Should -Match 'Last14Days +: \S{14}'
        $shown = $summary.Lines | Show-Plain
        $shown | Should -Match '(?m)^\(subscriptions\) +88,888,888\.88 +88,888,888\.88 +88,888,888\.88 '
        $shown | Should -Match '(?m)^DeepSeek .* 215,046,299\* '
        ($summary | ConvertTo-Csv | ConvertFrom-Csv).Trend | Should -BeExactly "$($summary.Trend)"
        $summary.Trend.Values[-4..-2] | Should -Be 100000001, 100000001, 15046297.27
    }

    It 'show a forecast whole, with its day' {
        Import-History ($long) (3e6, 2.9e6, 2.8e6, 2.7e6, 2.6e6, 2.5e6, 2.4e6, 2.3e6, 2.2e6, 2.1e6, 2e6, 1.9e6, 1.8e6, 1.7e6, 1.6e6)
        $shown = Get-CostForecast -TimeZone UTC | Get-Late | Show-Plain
        $shown | Should -Match '(?m)^an-account\S* 2026-12 +3,100,000\.00\* +\S+ +\S+ 2026-1\d-\d\d'
    }

    It 'show a tiny budget and subscriptions with long names' {
        Import-History tiny (1, 0.999999992)
        $null = Set-CostBudget 'a budget with a long name' -Amount 0.000000001 -Currency USD
        Test-CostBudget -TimeZone UTC | Show-Plain | Should -Match '(?m)^a budget with a\S* ?\S* Exceeded +0\.000000008\* .* 0\.000000001 '
        Get-CostSpend -GroupBy Window -TimeZone UTC | Show-Plain | Should -Match ' 0\.000000008\* '
        Get-CostBudget | Show-Plain | Should -Match ' 0\.000000001 '
        $null = Add-CostSubscription -Name 'a subscription with a name of fifty characters, or' -Amount 1234567.89 -Currency USD -Period Yearly -Start 2026-11-20
        Get-CostSubscription | Show-Plain | Should -Match '(?m)^a subscription \S* +1,234,567\.89 +yearly +2026-11-20'
    }

    It 'show costs of usage, quotes and comparisons whole' {
        $at = [datetimeoffset] '2026-11-16T00:00:00Z'
        $cost = Get-Found ([CostCompass.Metering.DeepSeekCost]) @{
            At = $at; Model = 'deepseek-v4-flash'; Band = 'Standard'; Currency = 'USD'; Cost = 9999999.99; IsAmbiguous = $true
            Low = 1; High = 2; CacheHitTokens = 87654321; CacheMissTokens = 1000000; OutputTokens = 2
        }
        $cost | Show-Plain | Should -Match '(?m)^2026-11-16 00:00 Standard +9,999,999\.99 USD\* +88\.65M +98% deepseek-v4-flash'
        $reconciled = Get-Found ([CostCompass.Reconciliation.ReconciliationLine]) @{
            Model = 'deepseek-v4-flash'; Currency = 'USD'; Amount = 9999999.99; Share = 0.5; ByUsage = 9999999.99; ByExport = 0.000000008
        }
        $reconciled | Show-Plain | Should -Match '(?m)^ *9,999,999\.99\* +50\.0\s?% +9,999,999\.99 +0\.000000008 deepseek-v4-flash'
    }

    It 'show dates of the Gregorian calendar under <_>' -ForEach 'ar-SA', 'th-TH', 'fa-IR' {
        $null = Enter-TestHome
        $file = Join-Path $TestDrive 'bill.csv'
        Set-Content $file 'date,provider,amount,currency', '2026-11-15,Elsewhere,3,USD'
        $null = Set-CostExchangeRate -From CNY -To USD -Rate 0.1 -Date 2026-11-14
        $cost = Get-Found ([CostCompass.Metering.DeepSeekCost]) @{ At = [datetimeoffset] '2026-11-16T00:00:00Z'; Model = 'deepseek-v4-flash'; Currency = 'USD'; Cost = 1 }
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            Import-CostRecord $file | Show-Plain | Should -Match '(?m)^elsewhere +2026-11-15 2026-11-1[56] '
            Get-CostExchangeRate | Show-Plain | Should -Match '2026-11-14'
            $cost | Show-Plain | Should -Match '(?m)^2026-11-16 00:00 '
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
            Exit-TestHome
        }
    }
}

Describe 'Views at 160 columns' {
    BeforeAll {
        function Show-Wide { ($input | Out-String -Width 160) -replace '\e\[[\d;]*m' }

        # What stands in the first column, which ends where the second heading begins, without spaces.
        function Get-FirstColumn([string] $Table) {
            $lines = $Table -split '\r?\n'
            $dashes = $lines -match '^-+ ' | Select-Object -First 1
            $width = [regex]::Match($lines[$lines.IndexOf($dashes) - 1], '^\S+ +').Length
            ($lines | ForEach-Object { $_.Substring(0, [Math]::Min($width, $_.Length)) }) -join '' -replace ' '
        }
    }
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'
    }
    AfterEach { Exit-TestHome }

    It 'show long names whole' {
        $env:COSTCOMPASS_CLOCK = '2026-11-05T00:00:00Z'
        Import-History $long (1e7, (1e7 - 0.5), (1e7 - 200.08), 1)
        $budget = 'a budget with a name of fifty-one characters, or so'
        $null = Set-CostBudget $budget 5 USD
        $null = Add-CostSubscription $budget 5 USD -Start 2026-11-20
        foreach ($shown in (Get-CostSpend -GroupBy Window | Show-Wide), (Get-CostSnapshot | Show-Wide), (Get-CostForecast | Show-Wide)) {
            Get-FirstColumn $shown | Should -BeLike "*$long*"
        }
        foreach ($shown in (Get-CostBudget | Show-Wide), (Test-CostBudget | Show-Wide), (Get-CostSubscription | Show-Wide)) {
            Get-FirstColumn $shown | Should -BeLike "*$($budget -replace ' ')*"
        }
        (Get-CostStore | Show-Wide) | Should -Match ([regex]::Escape((Get-CostStore).Path))
    }
}

Describe 'List views' {
    BeforeEach {
        $null = Enter-TestHome
        $script:culture = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
        $env:COSTCOMPASS_CLOCK = '2026-11-04T00:00:00Z'
        Import-History home (1e7, 1234.5, 1234.499999992)
    }
    AfterEach {
        [cultureinfo]::CurrentCulture = $culture
        Exit-TestHome
    }

    It 'have money with its currency, and a star on what is approximate' {
        Get-CostSpend -GroupBy Window -TimeZone UTC | Show-Plain -List | Should -Match '(?m)^Amount +: 9,998,765\.50 USD\*'
        Get-CostSnapshot | Show-Plain -List | Should -Match '(?m)^SpendSinceLast +: 0\.000000008 USD\*'
        Get-CostSnapshot | Show-Plain -List | Should -Match '(?m)^Total +: 10,000,000\.00 USD\s*$'
        (Get-CostSummary USD -TimeZone UTC).Lines | Show-Plain -List | Should -Match '(?m)^MonthToDate +: 9,998,765\.50 USD\*'
        $null = Add-CostSubscription -Name ide -Amount 1234.5 -Currency EUR -Period Monthly -Start 2026-11-20
        Get-CostSubscription ide |
            Show-Plain -List | Should -Match '(?m)^Amount +: 1,234\.50 EUR'
        $null = Set-CostBudget all -Amount 12345 -Currency USD
        Get-CostBudget | Show-Plain -List | Should -Match '(?m)^Amount +: 12,345\.00 USD'
        Get-DeepSeekPrice -Model deepseek-v4-pro -Currency USD | Show-Plain -List | Should -Match '(?m)^CacheMiss +: \d+\.\d\d+ USD'
        New-DeepSeekQuote deepseek-v4-pro -InputTokens 1000 -MaxOutputTokens 1000 -Currency USD | Show-Plain -List |
            Should -Match '(?m)^High +: \d\.\d+ USD'
    }
}
