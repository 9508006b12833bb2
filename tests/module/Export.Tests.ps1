BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    $script:amountTitles = 'user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount'
    $script:costTitles = 'user_id,start_time_iso,end_time_iso,model,wallet_type,cost,currency'
    $script:day17 = 'u-0042,2026-08-17T00:00:00+08:00,2026-08-18T00:00:00+08:00,deepseek-v4-flash'
    $script:day21 = 'u-0042,2026-08-21T00:00:00+08:00,2026-08-22T00:00:00+08:00,deepseek-v4-flash'

    # A folder of its own for each export, with the ZIP beside it.
    function New-ExportFile {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It writes to the folder of the test only.')]
        param([string[]] $Amount, [string[]] $Cost, [string] $Name = 'usage_data_2026-08-17_2026-08-30.zip')
        $folder = Join-Path $TestDrive ([guid]::NewGuid().ToString('n')) 'extracted'
        $inner = New-Item (Join-Path $folder 'inner') -ItemType Directory
        if ($Amount) { Set-Content (Join-Path $inner 'amount-2026-8.csv') (@($amountTitles) + $Amount) -Encoding utf8BOM }
        if ($Cost) { Set-Content (Join-Path $inner 'cost-2026-8.csv') (@($costTitles) + $Cost) -Encoding utf8BOM }
        $zip = Join-Path (Split-Path $folder) $Name
        Compress-Archive $inner $zip
        $zip
    }

    function New-SampleFile {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It writes to the folder of the test only.')]
        param()
        New-ExportFile -Amount @(
            "$day17,dsh,sk-made-up-32f6,input_cache_miss_tokens,0.0000015,10787"
            "$day17,`"Team, Primary`",sk-made-up-77aa,input_cache_miss_tokens,0.0000015,13"
            "$day21,canvas,sk-made-up-03f8,request_count,,3545"
        ) -Cost "$day17,Paid,0.0162000000000000,CNY", "$day21,Paid,93.8802776000000000,CNY"
    }
}

Describe 'Import-DeepSeekExport' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-09-20T00:00:00Z'
    }
    AfterEach { Exit-TestHome }

    It 'says what it took in' {
        $done = Import-DeepSeekExport (New-SampleFile)
        $done.Account | Should -BeExactly 'deepseek'
        $done.Rows | Should -Be 5
        $done.Stored | Should -Be 4
        $done.Days | Should -Be 2
        $done.From.UtcDateTime | Should -Be ([datetime]'2026-08-16T16:00:00')
        $done.To.UtcDateTime | Should -Be ([datetime]'2026-08-21T16:00:00')
        $done.Models | Should -Be 'deepseek-v4-flash'
        "$($done.Cost)" | Should -BeExactly '93.8964776 CNY'
        $done.UnknownTypes | Should -BeNullOrEmpty
    }

    It 'changes nothing the second time' {
        $file = New-SampleFile
        $null = Import-DeepSeekExport $file
        $before = Get-DeepSeekExport | ConvertTo-Json
        $again = Import-DeepSeekExport $file
        $again.Replaced | Should -Be 4
        $again.Lowered | Should -Be 0
        Get-DeepSeekExport | ConvertTo-Json | Should -BeExactly $before
    }

    It 'takes a ZIP, the folder and the files alike' {
        $file = New-SampleFile
        $folder = Join-Path (Split-Path $file) 'extracted'
        foreach ($way in { $file }, { $folder }, { (Get-ChildItem $folder -Recurse -File).FullName }, { Join-Path (Split-Path $file) '*.zip' }) {
            $null = Enter-TestHome
            $null = Import-DeepSeekExport (& $way) -Name team
            $rows = @(Get-DeepSeekExport)
            $rows | Should -HaveCount 2
            $rows[0].CacheMissTokens | Should -Be 10800
            $rows[0].Cost | Should -Be 0.0162
            $rows[0].Priced | Should -Be 0.0162
            $rows[1].Requests | Should -Be 3545
            $rows[1].Cost | Should -Be 93.8802776
        }
    }

    It 'takes files of Get-ChildItem, and goes on after one that fails' {
        $bad = Join-Path $TestDrive 'bad.zip'
        Set-Content $bad 'PK'
        $good = New-SampleFile
        $done = Get-Item $bad, $good | Import-DeepSeekExport -ErrorVariable failed -ErrorAction SilentlyContinue
        $done | Should -HaveCount 1
        $failed | Should -HaveCount 1
        $failed[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($failed[0].ErrorDetails.RecommendedAction)" | Should -Not -BeNullOrEmpty
    }

    It 'names the only account; among several it is deepseek' {
        $env:DEEPSEEK_TEAM_KEY = 'sk-made-up-0000000000000009'
        $null = Connect-DeepSeek -Name team -EnvironmentVariable DEEPSEEK_TEAM_KEY -SkipVerification
        (Import-DeepSeekExport (New-SampleFile)).Account | Should -BeExactly 'team'
        $null = Connect-DeepSeek -Name other -EnvironmentVariable DEEPSEEK_TEAM_KEY -SkipVerification
        (Import-DeepSeekExport (New-SampleFile)).Account | Should -BeExactly 'deepseek'
        Remove-Item Env:DEEPSEEK_TEAM_KEY
    }

    It 'refuses a key in place of a name' {
        Import-DeepSeekExport (New-SampleFile) -Name sk-made-up-1 -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'KeyInsteadOfName,*'
    }

    It 'writes nothing of a file that is not whole: <Case>' -ForEach @(
        @{ Case = 'a bad row'; Id = 'ExportRowInvalid'; Make = { New-ExportFile -Amount "$day17,k,sk-made-up-1,output_tokens,sk-made-up-2,1" -Cost "$day17,Paid,1,CNY" } }
        @{ Case = 'a missing file'; Id = 'ImportFileNotFound'; Make = { Join-Path $TestDrive 'none.zip' } }
        @{ Case = 'an empty folder'; Id = 'ExportNotFound'; Make = { (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName } }
    ) {
        Import-DeepSeekExport (& $Make) -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $testHome | Should -Not -Exist
    }

    It 'keeps and reports a type that is not known' {
        $done = Import-DeepSeekExport (New-ExportFile -Amount "$day17,k,sk-x,web_search_calls,0.005,40" -Cost "$day17,Paid,0.2,CNY") -WarningVariable warned -WarningAction SilentlyContinue
        $done.UnknownTypes | Should -Be 'web_search_calls'
        "$warned" | Should -BeLike '*web_search_calls*'
        (Get-DeepSeekExport).OtherAmounts | Should -BeExactly 'web_search_calls=40'
        (Get-DeepSeekExport).Priced | Should -Be 0.2
    }

    It 'warns when a day has less than before' {
        $null = Import-DeepSeekExport (New-ExportFile -Cost "$day17,Paid,2,CNY")
        $done = Import-DeepSeekExport (New-ExportFile -Cost "$day17,Granted,1,CNY") -WarningVariable warned -WarningAction SilentlyContinue
        $done.Lowered | Should -Be 1
        "$warned" | Should -BeLike '*is older*'
        (Get-DeepSeekExport).Wallet | Should -BeExactly 'Granted'
    }

    It 'makes nothing with -WhatIf' {
        Import-DeepSeekExport (New-SampleFile) -WhatIf
        $testHome | Should -Not -Exist
    }

    It 'lets a key appear nowhere' {
        $ErrorActionPreference = 'Continue'
        $all = [System.Collections.Generic.List[string]]::new()
        $broken = New-ExportFile -Amount "$day17,Key of Ann,sk-made-up-32f6,output_tokens,sk-made-up-32f6,1"
        $shifted = New-ExportFile -Amount "$day17,Key,of Ann,sk-made-up-32f6,output_tokens,1,1"
        $headless = Join-Path $TestDrive 'amount-headless.csv'
        Set-Content $headless "$day17,Key of Ann,sk-made-up-32f6,output_tokens,1,1"
        $endless = Join-Path $TestDrive 'amount-endless.csv'
        Set-Content $endless @($amountTitles, "$day17,`"Key of Ann,sk-made-up-32f6$('x' * 70000)")
        foreach ($action in @(
                { Import-DeepSeekExport (New-SampleFile) -Verbose -Debug }
                { Import-DeepSeekExport $broken, $shifted, $headless, $endless -Verbose -Debug }
                { Get-DeepSeekExport -Verbose -Debug }
                { Compare-DeepSeekUsage -After 2026-08-01 -Verbose -Debug | ConvertTo-Json -Depth 5 }
                { $Error | Select-Object -First 4 | ForEach-Object { $_ | Format-List * -Force | Out-String; $_.Exception.ToString(); $_.Exception.Data | Out-String } })) {
            $all.Add((& $action *>&1 | ForEach-Object { $_ -is [string] ? $_ : ($_ | Format-List * -Force | Out-String -Width 500) }) -join "`n")
        }
        $all[1] | Should -Match 'ExportRowInvalid'
        foreach ($file in Get-ChildItem $testHome -Recurse -File) { $all.Add([Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($file.FullName))) }
        ($all -join "`n") | Should -Match 'deepseek-v4-flash'
        foreach ($secret in 'sk-made-up', '32f6', '77aa', 'u-0042', 'of Ann', 'canvas', 'Team, Primary') {
            ($all -join "`n") | Should -Not -MatchExactly ([regex]::Escape($secret)) -Because "'$secret' is never kept nor shown"
        }
    }

    It 'extracts nothing' {
        $before = @(Get-ChildItem ([IO.Path]::GetTempPath()) -Filter '*amount*' -Recurse -ErrorAction Ignore).Count
        $null = Import-DeepSeekExport (New-SampleFile)
        @(Get-ChildItem ([IO.Path]::GetTempPath()) -Filter '*amount*' -Recurse -ErrorAction Ignore).Count | Should -Be ($before + 1)
    }
}

Describe 'Get-DeepSeekExport and Remove-DeepSeekExport' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-09-20T00:00:00Z'
        $null = Import-DeepSeekExport (New-SampleFile) -Name team
    }
    AfterEach { Exit-TestHome }

    It 'shows days in the zone that is asked for' {
        (Get-DeepSeekExport -TimeZone Asia/Shanghai)[0].From.ToString('o') | Should -BeExactly '2026-08-17T00:00:00.0000000+08:00'
    }

    It 'finds by model, currency and span' {
        Get-DeepSeekExport -Model *pro | Should -BeNullOrEmpty
        Get-DeepSeekExport -Currency USD | Should -BeNullOrEmpty
        @(Get-DeepSeekExport t* -After 2026-08-18T00:00:00Z) | Should -HaveCount 1
        @(Get-DeepSeekExport -Before 2026-08-18T00:00:00Z).Cost | Should -Be 0.0162
    }

    It 'names an account without an export' {
        Get-DeepSeekExport nobody -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NoExport,*'
    }

    It 'removes what is piped in, and nothing with -WhatIf' {
        Get-DeepSeekExport | Remove-DeepSeekExport -WhatIf
        @(Get-DeepSeekExport) | Should -HaveCount 2
        Get-DeepSeekExport | Select-Object -First 1 | Remove-DeepSeekExport
        @(Get-DeepSeekExport).Requests | Should -Be 3545
        Remove-DeepSeekExport team
        Get-DeepSeekExport | Should -BeNullOrEmpty
    }

    It 'survives CSV' {
        $file = Join-Path $TestDrive 'rows.csv'
        Get-DeepSeekExport | Export-Csv $file
        @(Import-Csv $file).Cost | Should -Be '0.0162', '93.8802776'
    }

    It 'completes the accounts with the span as a tip, for <_>' -ForEach 'Get-DeepSeekExport', 'Remove-DeepSeekExport', 'CostCompass\Remove-DeepSeekExport' {
        $line = "$_ -Name te"
        $offered = @((TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches | Where-Object ResultType -EQ ParameterValue)
        $offered.CompletionText | Should -Be 'team'
        $offered.ToolTip | Should -BeExactly 'exported from 2026-08-16 to 2026-08-21 (UTC)'
    }

    It 'goes with the history of its account' {
        $env:DEEPSEEK_TEAM_KEY = 'sk-made-up-0000000000000009'
        $null = Connect-DeepSeek -Name team -EnvironmentVariable DEEPSEEK_TEAM_KEY -SkipVerification
        Disconnect-CostAccount team -RemoveHistory -Confirm:$false
        Remove-Item Env:DEEPSEEK_TEAM_KEY
        Get-DeepSeekExport | Should -BeNullOrEmpty
    }
}

Describe 'Compare-DeepSeekUsage' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-08-25T00:00:00Z'
        $snapshots = Join-Path $TestDrive 'balance.csv'
        Set-Content $snapshots 'account,currency,first_seen,total', 'team,CNY,2026-08-16T16:00:00Z,200', 'team,CNY,2026-08-21T16:00:00Z,105', 'team,CNY,2026-08-24T00:00:00Z,100'
        $null = Import-CostSnapshot $snapshots
        $null = Import-DeepSeekExport (New-SampleFile) -Name team
    }
    AfterEach { Exit-TestHome }

    It 'puts balance and export side by side, month to date' {
        $result = Compare-DeepSeekUsage -TimeZone UTC
        $result | Should -HaveCount 1
        $result.From.UtcDateTime | Should -Be ([datetime]'2026-08-01')
        $result.To.UtcDateTime | Should -Be ([datetime]'2026-08-25')
        $result.ByBalance | Should -Be 100
        $result.ByExport | Should -Be 93.8964776
        $result.ByUsage | Should -Be $null
        $result.Residual | Should -Be 6.1035224
        $result.BalanceLessExport | Should -Be 6.1035224
        $result.Explanation.Kind | Should -Contain 'NotMetered'
        $gap = $result.Explanation | Where-Object Kind -EQ NotExported
        $gap.Amount | Should -Be 5
        "$gap" | Should -BeLike "The export doesn't cover * % of the span, in which 5.00 CNY was spent according to the balance."
    }

    It 'attributes the balance to models, and the lines add up to it' {
        $result = Compare-DeepSeekUsage team -After 2026-08-16T16:00:00Z -Before 2026-08-21T16:00:00Z
        $result.Lines.Model | Should -Be 'deepseek-v4-flash', '(unexplained)'
        $result.Lines.Amount | Should -Be 93.8964776, 1.1035224
        ($result.Lines | Measure-Object Amount -Sum).Sum | Should -Be 95
        $result.ExportCoverage | Should -Be 1
        $result.Explanation.Kind | Should -Not -Contain 'NotExported'
    }

    It 'is null in a currency of which nothing is known' {
        $result = Compare-DeepSeekUsage team -Currency USD -TimeZone UTC
        $result.ByBalance | Should -Be $null
        $result.ByExport | Should -Be $null
        $result.ByUsage | Should -Be $null
        $result.Lines | Should -BeNullOrEmpty
    }

    It 'names what is not known and what is empty' {
        Compare-DeepSeekUsage nobody -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NothingToCompare,*'
        Compare-DeepSeekUsage team -After 2027-01-01 -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'SpanEmpty,*'
    }

    It 'takes accounts from the pipeline' {
        (Get-CostSnapshot team | Select-Object -First 1 | Compare-DeepSeekUsage -TimeZone UTC).Account | Should -BeExactly 'team'
    }

    It 'has tables that fit' {
        Invoke-Invariant { Compare-DeepSeekUsage -TimeZone UTC | Out-String -Width 110 } | Should -Match '(?m)^team +CNY .* 100\.00\* .* 93\.8965 +6\.1035\* +\d$'
        Invoke-Invariant { (Compare-DeepSeekUsage -TimeZone UTC).Lines | Out-String } | Should -Match '(?m)^ +6\.1035\* .* \(unexplained\)$'
        Invoke-Invariant { (Compare-DeepSeekUsage -TimeZone UTC).Explanation | Out-String } | Should -Match '(?m)^NotExported +5\.00'
    }
}
