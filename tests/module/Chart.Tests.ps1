BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
}

Describe 'Show-CostChart' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'
        $lines = foreach ($day in 1..16) { 'home,USD,2026-11-{0:00}T00:00:00Z,{1}' -f $day, (30 - $day + ($day -gt 8 ? 5 : 0)) }
        $file = Join-Path $TestDrive "chart-$([guid]::NewGuid().ToString('n')).csv"
        Set-Content $file (@('account,currency,first_seen,total') + $lines)
        $null = Import-CostSnapshot $file
    }
    AfterEach { Exit-TestHome }

    It 'gives lines of text with the balance, the burn and the run-out' {
        $lines = Show-CostChart home -TimeZone UTC -Width 72
        $lines | Should -BeOfType string
        $lines[0] | Should -Be 'home: balance 19.00 USD'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 72
        $lines | Where-Object { $_ -match '^ *\^$' } | Should -HaveCount 1
        $lines -join "`n" | Should -Match '1\.00 USD\* a day in the last 7 days\nRuns out 2026-12-05'
    }

    It 'has no colour when it is redirected, and only ASCII when asked' {
        $lines = Show-CostChart -TimeZone UTC -Ascii
        "$lines" | Should -Not -Match "`e"
        "$lines" | Should -Match '^[\x20-\x7e]+$'
        "$(Show-CostChart -TimeZone UTC)" | Should -Match '[\u2801-\u28ff]'
    }

    It 'is 80 wide without a terminal' {
        (Show-CostChart -TimeZone UTC | Measure-Object Length -Maximum).Maximum | Should -Be 80
    }

    It 'names an account that is not there' {
        Show-CostChart nobody -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'AccountNotFound,*'
    }
}
