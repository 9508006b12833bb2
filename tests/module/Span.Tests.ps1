# The usual spans, beside -After and -Before.
BeforeDiscovery {
    $script:commands = 'Get-CostSpend', 'Get-CostSnapshot', 'Export-CostSnapshot', 'Export-CostFocus', 'Compare-DeepSeekUsage', 'Measure-DeepSeekCost', 'Get-DeepSeekUsage', 'Get-DeepSeekExport'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
}

Describe 'A span' {
    BeforeEach {
        $null = Enter-TestHome

        # One USD a day from 1 September to 30 November, read at noon and at midnight UTC.
        $env:COSTCOMPASS_CLOCK = '2026-11-26T15:00:00Z'
        $from = [datetimeoffset]'2026-09-01T00:00:00Z'
        $lines = foreach ($one in 0..173) { [string]::Format([cultureinfo]::InvariantCulture, 'team,USD,{0:yyyy-MM-ddTHH:mm:ssZ},{1}', $from.AddHours(12 * $one).UtcDateTime, 200 - 0.5d * $one) }
        $file = Join-Path $TestDrive 'spans.csv'
        Set-Content $file (@('account,currency,first_seen,total') + $lines)
        $null = Import-CostSnapshot $file
    }

    AfterEach { Exit-TestHome }

    # The 26th is a Thursday. The last reading is of noon.
    It '<Span> is from <First> to <Last>' -ForEach @(
        @{ Span = @{ Today = $true }; First = '2026-11-26'; Last = '2026-11-26'; Sum = 0.5 }
        @{ Span = @{ Yesterday = $true }; First = '2026-11-25'; Last = '2026-11-25'; Sum = 1 }
        @{ Span = @{ ThisWeek = $true }; First = '2026-11-23'; Last = '2026-11-26'; Sum = 3.5 }
        @{ Span = @{ Days = 1 }; First = '2026-11-26'; Last = '2026-11-26'; Sum = 0.5 }
        @{ Span = @{ Days = 7 }; First = '2026-11-20'; Last = '2026-11-26'; Sum = 6.5 }
        @{ Span = @{ LastMonth = $true }; First = '2026-10-01'; Last = '2026-10-31'; Sum = 31 }
    ) {
        $days = Get-CostSpend -TimeZone UTC @Span
        $days[0].From.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) | Should -Be $First
        $days[-1].From.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) | Should -Be $Last
        ($days | Measure-Object Amount -Sum).Sum | Should -Be $Sum
    }

    It 'follows the time zone and -AsOf' {
        (Get-CostSpend -Yesterday -TimeZone Asia/Tokyo).From.ToString('o', [cultureinfo]::InvariantCulture) | Should -Be '2026-11-26T00:00:00.0000000+09:00'
        (Get-CostSpend -Yesterday -TimeZone UTC -AsOf 2026-10-01T06:00:00Z).From.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) | Should -Be '2026-09-30'
        (Get-CostSpend -LastMonth -TimeZone UTC -AsOf 2026-10-01T06:00:00Z -GroupBy Month).Amount | Should -Be 30
    }

    It 'is the day of a clock change as it is' {
        $env:COSTCOMPASS_CLOCK = '2026-10-26T12:00:00Z'
        $day = Get-CostSpend -Yesterday -TimeZone Europe/Berlin
        ($day.To - $day.From).TotalHours | Should -Be 25
    }

    It 'is one span alone: <_>' -ForEach '-Today -Yesterday', '-Days 3 -ThisWeek', '-Today -After 2026-11-01', '-LastMonth -Before 2026-11-01', '-Today -MonthToDate' {
        { & ([scriptblock]::Create("Get-CostSpend $_")) } | Should -Throw -ErrorId 'SpanAmbiguous,*'
    }

    It 'selects snapshots and rows of files too' {
        @(Get-CostSnapshot -Yesterday).Count | Should -BeIn 2, 3
        $file = Join-Path $TestDrive 'yesterday.csv'
        Export-CostSnapshot $file -Yesterday
        @(Import-Csv $file).Count | Should -BeIn 2, 3
    }

    It 'can be given to <_>' -ForEach $commands {
        foreach ($name in 'Days', 'Today', 'Yesterday', 'ThisWeek', 'LastMonth') { (Get-Command $_).Parameters.Keys | Should -Contain $name }
        (TabExpansion2 "$_ -Yest" ("$_ -Yest").Length).CompletionMatches.CompletionText | Should -Contain '-Yesterday'
    }
}
