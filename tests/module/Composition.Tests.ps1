BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:simulator = Open-Simulator -Argument '--granted', '0.25', '--topped-up', '1234.5', '--clock', '2026-11-15T00:00:00Z'
    $null = Enter-TestHome
    $null = Connect-TestAccount $simulator
    foreach ($day in '15', '16', '17') {
        Enter-Instant "2026-11-${day}T06:30:15Z" $simulator
        if ($day -ne '15') { $null = Invoke-Simulator $simulator spend @{ amount = 1.37 } }
        $null = Update-CostSnapshot
    }

    $script:culture = [cultureinfo]::CurrentCulture
}

AfterAll {
    [cultureinfo]::CurrentCulture = $culture
    Close-Simulator $simulator
    Exit-TestHome
}

Describe 'Under the culture <_>' -ForEach 'de-DE', 'fr-FR', 'zh-CN', 'ar-SA', 'fa-IR', 'th-TH', '' {
    BeforeAll {
        [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
        $script:read = {
            @(
                Get-CostSnapshot
                Get-CostSpend -GroupBy Day -TimeZone UTC
                Get-CostSpend -GroupBy Window -After '2026-11-16T00:00:00Z'
                Get-CostForecast -TimeZone UTC -Month 2026-12
                Get-CostAccount | Select-Object -ExcludeProperty Status
                Get-DeepSeekBalance
            ) | ConvertTo-Json -Depth 3 -EnumsAsStrings
        }
        $script:expected = & $read
        $script:spend = Get-CostSpend -GroupBy Window
        [cultureinfo]::CurrentCulture = $_
    }

    AfterAll { [cultureinfo]::CurrentCulture = $culture }

    It 'every figure, instant and text is the same' {
        & $read | Should -BeExactly $expected
    }

    It 'an update stores the same balance' {
        (Update-CostSnapshot).SpendSinceLast | Should -Be 0
        (Get-CostSnapshot -Last 1).Total | Should -Be 1232.01
    }

    It 'spend goes through a CSV file and comes back by the invariant rules' {
        $file = Join-Path $TestDrive "spend-$_.csv"
        $spend | Export-Csv $file
        $back = Import-Csv $file

        $back | Should -HaveCount 3
        $back[0].Amount | Should -BeNullOrEmpty
        for ($row = 1; $row -lt 3; $row++) {
            [decimal] $back[$row].Amount | Should -Be $spend[$row].Amount
            $back[$row].Quality | Should -BeExactly 'Clean'
            $back[$row].IsApproximate | Should -BeExactly 'True'
            $back[$row].Currency | Should -BeExactly 'USD'
            [datetimeoffset] $back[$row].From | Should -Be $spend[$row].From
        }
    }
}

Describe 'A forecast as JSON' {
    It 'keeps its names, its figures and its nulls' {
        $forecast = Get-CostForecast -TimeZone UTC
        $back = $forecast | ConvertTo-Json -EnumsAsStrings | ConvertFrom-Json

        $back.Account | Should -Be 'deepseek'
        $back.Month | Should -Be '2026-12'
        $back.Method | Should -Be 'TrailingAverage'
        [decimal]$back.Total | Should -Be $forecast.Total
        [decimal]$back.Total | Should -Be (1.37 * 31)
        $back.PSObject.Properties.Name | Should -Contain 'RunsOutEarly'
        [datetimeoffset]$back.AsOf | Should -Be $forecast.AsOf
    }
}

Describe 'The pipeline' {
    It 'takes an account into <_>' -ForEach 'Update-CostSnapshot', 'Get-CostSnapshot', 'Get-CostSpend', 'Get-CostForecast', 'Get-DeepSeekBalance', 'Get-CostAccount' {
        $given = Get-CostAccount deepseek | & $_ -ErrorVariable failures
        $failures | Should -BeNullOrEmpty
        @($given).Count | Should -BeGreaterThan 0
    }

    It 'takes anything with the property Account into <_>' -ForEach 'Update-CostSnapshot', 'Get-CostSnapshot', 'Get-CostSpend', 'Get-CostForecast', 'Get-DeepSeekModel', 'Get-CostAccount' {
        @([pscustomobject]@{ Account = 'deepseek' } | & $_).Count | Should -BeGreaterThan 0
        @([pscustomobject]@{ Name = 'deep*' } | & $_).Count | Should -BeGreaterThan 0
    }

    It 'asks an account once that comes twice' {
        $null = Invoke-Simulator $simulator requests -Method Delete
        Get-CostSnapshot | Update-CostSnapshot | Should -HaveCount 1
        (Invoke-Simulator $simulator requests).count | Should -Be 1
    }

    It 'takes names as texts into Get-CostAccount and Disconnect-CostAccount' {
        ('deepseek' | Get-CostAccount).Name | Should -Be 'deepseek'
        $null = Connect-TestAccount $simulator gone
        'gone' | Disconnect-CostAccount
        (Get-CostAccount).Name | Should -Be 'deepseek'
    }

    It 'stops early with Select-Object -First' {
        Get-CostSpend -GroupBy Window | Select-Object -First 1 | Should -HaveCount 1
        Get-CostSnapshot | Select-Object -First 1 | Should -HaveCount 1
    }
}

Describe 'An account with two currencies' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
        Import-Module (Get-BuiltModulePath)
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-06T00:00:00Z'
        $file = Join-Path $TestDrive 'two.csv'
        Set-Content $file 'account,currency,first_seen,total', 'deepseek,USD,2026-11-01T00:00:00Z,5', 'deepseek,CNY,2026-11-01T00:00:00Z,7'
        $null = Import-CostSnapshot $file
        $env:DEEPSEEK_API_KEY = 'sk-made-up-two'
    }

    AfterAll { Exit-TestHome }

    It 'means both of them from the pipeline' {
        (Get-CostAccount deepseek | Get-CostSnapshot).Currency | Sort-Object | Should -Be 'CNY', 'USD'
    }
}
