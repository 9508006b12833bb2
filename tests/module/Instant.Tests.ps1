BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $null = Enter-TestHome
    $file = Join-Path $TestDrive 'history.csv'
    Set-Content $file @(
        'account,currency,first_seen,total'
        'main,USD,2026-10-01T00:00:00Z,20'
        'main,USD,2026-11-01T00:00:00Z,18'
        'main,USD,2026-11-10T00:00:00Z,15'
    )
    $null = Import-CostSnapshot $file
    Enter-Instant 2026-11-16T00:00:00Z
}

AfterAll {
    Exit-TestHome
}

Describe 'An instant of a parameter' {
    It 'is read by the rule of the module in every command' {
        $own = '*InstantTransformationAttribute', '*DateTransformationAttribute', '*MonthTransformationAttribute'
        $instants = foreach ($command in Get-Command -Module CostCompass -CommandType Cmdlet) {
            foreach ($parameter in $command.Parameters.Values) {
                $type = [Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType
                if ($type.IsArray) { $type = $type.GetElementType() }
                if ($type -in [datetimeoffset], [datetime], [DateOnly]) {
                    [pscustomobject]@{
                        Name = "$($command.Name) -$($parameter.Name)"
                        Own  = @($parameter.Attributes | Where-Object { $one = $_.GetType().Name; $own.Where({ $one -like $_ }) }).Count
                    }
                }
            }
        }
        $instants.Count | Should -BeGreaterThan 40
        ($instants | Where-Object Own -NE 1).Name | Should -BeNullOrEmpty
    }

    It 'is the same in <_>' -ForEach 'th-TH', 'fa-IR', 'ar-SA', 'de-DE', '' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            (Get-CostSnapshot main -After 2026-11-01T00:00:00Z).Total | Should -Be @(18, 15)
            (Get-CostSnapshot main -Before '2026-11-01 00:00:00Z').Total | Should -Be @(20)
            (Get-CostSnapshot main -AsOf 2026-11-05).Total | Should -Be @(20, 18)
            (Get-CostSnapshot main -After ([DateOnly]::new(2026, 11, 5))).Total | Should -Be @(15)
            (Get-CostSnapshot main -After ([datetime]::new(2026, 11, 5))).Total | Should -Be @(15)
            (Get-DeepSeekPriceBand -At 2026-11-01T01:30:00Z, 2026-11-02T01:30:00Z).Count | Should -Be 2
            "$((Get-CostForecast main -Month 2026-12 -AsOf 2026-11-10T00:00:00Z).Month)" | Should -BeLike "2026-12*"
            (Add-CostBalanceEvent main -Kind TopUp -Amount 1 -At 2026-11-02T06:00+02:00 -WhatIf:$false).At |
                Should -Be ([datetimeoffset]::new(2026, 11, 2, 4, 0, 0, 0))
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
            Get-CostBalanceEvent | Remove-CostBalanceEvent -Confirm:$false
        }
    }

    It 'is refused when it only looks like ISO' {
        { Get-CostSnapshot main -After 2026-13-01 } | Should -Throw '*yyyy-MM-dd*' -ErrorId 'ParameterArgumentTransformationError*'
    }

    It 'has room for the spans around it in the year <_>' -ForEach 4, 9998 {
        $at = '{0:0000}-01-01T00:00:00Z' -f $_
        foreach ($question in {
                Get-CostSnapshot -AsOf $at } , { Get-CostSpend -AsOf $at }, { Get-CostSpend -MonthToDate -AsOf $at }, { Get-CostForecast -AsOf $at -WindowDays 366 },
            { Get-CostForecast -AsOf $at -Method Adaptive -WindowDays 366 }, { Test-CostForecast -AsOf $at -WindowDays 366 -HorizonDays 366 },
            { Get-CostSummary -AsOf $at -WindowDays 366 }, { Show-CostChart -AsOf $at -Days 366 }, { Show-CostDashboard -AsOf $at -WindowDays 366 }) {
            $error.Clear()
            try { $null = & $question -WarningAction Ignore -ErrorAction Ignore 3>$null } catch { $null = $_ }
            "$($error.FullyQualifiedErrorId)" | Should -Not -BeLike '*UnexpectedError*' -Because "$question"
        }

        { Test-CostForecast -AsOf 0003-12-31T00:00:00Z } | Should -Throw '*the years 4 and 9998*'
    }

    It 'is refused when it is empty' {
        { Get-CostSnapshot main -After '' } | Should -Throw
    }
}
