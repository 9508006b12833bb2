BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
}

Describe 'A balance beside metered calls' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-18T00:00:00Z'
        $file = Join-Path $TestDrive "balance-$([guid]::NewGuid().ToString('n')).csv"
        Set-Content $file 'account,currency,first_seen,total',
        'deepseek,USD,2026-11-16T00:00:00Z,20', 'deepseek,USD,2026-11-17T00:00:00Z,17', 'deepseek,USD,2026-11-18T00:00:00Z,15'
        $null = Import-CostSnapshot $file

        # Off-peak at noon, peak at two in the night of a working day, UTC.
        $noon = [datetimeoffset]::new(2026, 11, 16, 12, 0, 0, [timespan]::Zero).ToUnixTimeSeconds()
        $script:calls = @(
            @{ id = 'a1'; model = 'deepseek-v4-pro'; created = $noon; usage = @{ prompt_cache_miss_tokens = 1000000; prompt_tokens = 1000000; prompt_cache_hit_tokens = 0; completion_tokens = 0 } }
            @{ id = 'a2'; model = 'deepseek-flash'; created = $noon; usage = @{ prompt_cache_miss_tokens = 1000000; prompt_tokens = 1000000; prompt_cache_hit_tokens = 0; completion_tokens = 1000000 } }
            @{ id = 'a3'; model = 'deepseek-flash'; created = $noon + 14 * 3600; usage = @{ prompt_cache_miss_tokens = 0; prompt_tokens = 0; prompt_cache_hit_tokens = 0; completion_tokens = 1000000 } }
        )
    }
    AfterEach { Exit-TestHome }

    It 'splits what was spent by model, with the unexplained rest as its own line' {
        ($calls | Add-DeepSeekUsage).Added | Should -Be 3
        ($calls | Add-DeepSeekUsage).Added | Should -Be 0

        $compared = Compare-DeepSeekUsage -After 2026-11-16T00:00:00Z -TimeZone UTC
        $compared.ByBalance | Should -Be 5
        $compared.ByUsage | Should -Be 2.61
        $compared.ByExport | Should -Be $null
        $compared.Residual | Should -Be 2.39
        $lines = @{}
        $compared.Lines | ForEach-Object { $lines[$_.Model] = $_.Amount }
        $lines['deepseek-v4-pro'] | Should -Be 0.66
        $lines['deepseek-flash'] | Should -Be 1.95
        $lines['(unexplained)'] | Should -Be 2.39
        ($compared.Lines | Measure-Object Amount -Sum).Sum | Should -Be 5
        "$($compared.Explanation)" | Should -BeLike '*web searches*'
    }

    It 'counts only the calls of the span' {
        $null = $calls | Add-DeepSeekUsage
        (Compare-DeepSeekUsage -After 2026-11-17T00:00:00Z -TimeZone UTC).ByUsage | Should -Be 1.2
        (Compare-DeepSeekUsage -After 2026-11-16T00:00:00Z -Before 2026-11-17T00:00:00Z -TimeZone UTC).ByUsage | Should -Be 1.41
    }

    It 'knows nothing of calls where none were kept' {
        $compared = Compare-DeepSeekUsage -After 2026-11-16T00:00:00Z -TimeZone UTC
        $compared.ByUsage | Should -Be $null
        $compared.Residual | Should -Be 5
        $compared.Lines[-1].Model | Should -Be '(unexplained)'
    }

    It 'prices the calls of the other currency by its own list' {
        $null = $calls | Add-DeepSeekUsage
        (Get-DeepSeekUsage -Currency CNY | Measure-Object Cost -Sum).Sum | Should -Be (4.5 + 1 + 4 + 8)
    }
}
