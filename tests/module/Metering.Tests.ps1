# Two calls of v4-pro in November 2026: one in peak hours (1.32 USD per million misses), one at night (0.66).
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    function Get-Line([string] $Id, [string] $At, [int] $Misses = 1000000, [string] $Model = 'deepseek-v4-pro', [int] $Output = 0) {
        '{"type":"assistant","message":{"id":"' + $Id + '","model":"' + $Model + '","usage":{"input_tokens":' + $Misses + ',"output_tokens":' + $Output + '}},"timestamp":"' + $At + '"}'
    }
    $script:logs = Join-Path $TestDrive 'logs'
    $null = New-Item (Join-Path $logs 'projects' 'one [x]') -ItemType Directory -Force
    Set-Content -LiteralPath (Join-Path $logs 'projects' 'one [x]' 'a.jsonl') @(
        '{"type":"summary","summary":"a talk"}'
        Get-Line a '2026-11-10T02:00:00Z' -Output 1
        Get-Line a '2026-11-10T02:00:05Z'
        Get-Line b '2026-11-10T12:00:00Z'
    )
    $script:answer = '{"id":"c1","object":"chat.completion","created":1794391200,"model":"deepseek-v4-pro","choices":[{"message":{"content":"hi"}}],"usage":{"prompt_tokens":1200,"completion_tokens":300,"total_tokens":1500,"prompt_cache_hit_tokens":1000,"prompt_cache_miss_tokens":200,"completion_tokens_details":{"reasoning_tokens":120}}}'
}

Describe 'Measure-DeepSeekCost with files' {
    It 'counts an answer once and prices it by its band' {
        $cost = Measure-DeepSeekCost $logs -TimeZone UTC
        $cost.Id | Should -Be 'a', 'b'
        $cost.Cost | Should -Be 1.32, 0.66
        $cost.Band | Should -Be 'Peak', 'OffPeak'
        $cost[0].At | Should -Be ([datetimeoffset]'2026-11-10T02:00:05Z')
    }

    It 'groups by <Group>' -ForEach @(
        @{ Group = 'Model'; Calls = @(2); Cost = @(1.98) }
        @{ Group = 'Band'; Calls = 1, 1; Cost = 0.66, 1.32 }
        @{ Group = 'Day'; Calls = @(2); Cost = @(1.98) }
        @{ Group = 'Month'; Calls = @(2); Cost = @(1.98) }
    ) {
        $groups = @(Measure-DeepSeekCost $logs -GroupBy $Group -TimeZone UTC)
        $groups.Calls | Should -Be $Calls
        $groups.Cost | Should -Be $Cost
        $groups[0].Id | Should -BeNullOrEmpty
    }

    It 'finds days in the time zone that is asked for' {
        $line = Get-Line z '2026-11-10T23:00:00Z'
        ($line | Measure-DeepSeekCost -GroupBy Day -TimeZone Asia/Shanghai).From | Should -Be ([datetimeoffset]'2026-11-11T00:00:00+08:00')
    }

    It 'takes a file of literal name, a wildcard, and files of the pipeline, each once' {
        $file = Join-Path $logs 'projects' 'one [x]' 'a.jsonl'
        (Measure-DeepSeekCost -LiteralPath $file).Count | Should -Be 2
        (Measure-DeepSeekCost (Join-Path $logs 'projects' '*')).Count | Should -Be 2
        (Get-ChildItem $logs -Recurse -File | Measure-DeepSeekCost).Count | Should -Be 2
        (Measure-DeepSeekCost $logs, $logs).Count | Should -Be 2
    }

    It 'names the file and line that cannot be read and counts the rest' {
        $file = Join-Path $TestDrive 'broken.jsonl'
        Set-Content $file @((Get-Line a '2026-11-10T02:00:00Z').Substring(0, 60), (Get-Line b '2026-11-10T12:00:00Z'))
        $cost = Measure-DeepSeekCost $file -ErrorVariable failed -ErrorAction SilentlyContinue
        $cost.Id | Should -Be 'b'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'UsageUnreadable,*'
        $failed[0].TargetObject | Should -Be $file
        $failed[0].ToString() | Should -Be "Line 1 of '$file' is not complete JSON."
    }

    It 'says that a file is not there' {
        Measure-DeepSeekCost (Join-Path $TestDrive 'none.jsonl') -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'UsageFileNotFound,*'
    }

    It 'reads a packed file, whatever its name' {
        $file = Join-Path $TestDrive 'packed.jsonl'
        $stream = [IO.Compression.GZipStream]::new([IO.File]::Create($file), [IO.Compression.CompressionMode]::Compress)
        $bytes = [Text.Encoding]::UTF8.GetBytes((Get-Line a '2026-11-10T12:00:00Z'))
        $stream.Write($bytes, 0, $bytes.Length)
        $stream.Dispose()
        (Measure-DeepSeekCost $file).Cost | Should -Be 0.66
    }

    It 'counts what could be unpacked of a damaged packed file, and says so' {
        $bytes = [Text.Encoding]::UTF8.GetBytes((1..100 | ForEach-Object { (Get-Line "p$_" '2026-11-10T12:00:00Z') + "`n" }) -join '')
        $packed = [IO.MemoryStream]::new()
        $stream = [IO.Compression.GZipStream]::new($packed, [IO.Compression.CompressionMode]::Compress, $true)
        $stream.Write($bytes, 0, $bytes.Length)
        $stream.Dispose()
        $damaged = $packed.ToArray()
        $damaged[-6] = $damaged[-6] -bxor 1
        $file = Join-Path $TestDrive 'damaged.jsonl.gz'
        [IO.File]::WriteAllBytes($file, $damaged)
        (Measure-DeepSeekCost $file -ErrorVariable failed -ErrorAction SilentlyContinue).Count | Should -Be 100
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'UsageFileDamaged,*'
    }

    It 'says what would have been' {
        (Measure-DeepSeekCost $logs -AsBand OffPeak -GroupBy Month).Cost | Should -Be 1.32
        (Measure-DeepSeekCost $logs -CacheHitRate 1 -GroupBy Month).Cost | Should -Be 0.066
        (Measure-DeepSeekCost $logs -AsModel deepseek-flash -GroupBy Month).Cost | Should -Be 0.45
        (Measure-DeepSeekCost $logs -Currency CNY -GroupBy Month).Cost | Should -Be 13.5
        (Measure-DeepSeekCost $logs -After 2026-11-10T02:00:06Z).Id | Should -Be 'b'
        (Measure-DeepSeekCost $logs -Before 2026-11-10T12:00:00Z).Id | Should -Be 'a'
        { Measure-DeepSeekCost $logs -CacheHitRate 85 } | Should -Throw
    }

    It 'warns once of each model of another vendor' {
        $lines = (Get-Line a '2026-11-10T12:00:00Z' -Model claude-x), (Get-Line b '2026-11-10T12:00:00Z' -Model claude-x)
        $lines | Measure-DeepSeekCost -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction Stop | Should -BeNullOrEmpty
        $warned | Should -BeLike "Skipped 2 calls of 'claude-x'*"
    }

    It 'names a router''s model once with its calls, and prices the rest: <Model>' -ForEach @(
        @{ Model = 'deepseek/deepseek-v4-pro' }, @{ Model = 'openrouter/deepseek/deepseek-v4-pro' }, @{ Model = 'gpt-6' }
    ) {
        $lines = (Get-Line a '2026-11-10T12:00:00Z' -Model $Model), (Get-Line b '2026-11-10T12:00:00Z' -Model $Model), (Get-Line c '2026-11-10T12:00:00Z')
        ($lines | Measure-DeepSeekCost -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction Stop).Id | Should -Be 'c'
        $warned.Count | Should -Be 1
        $warned | Should -BeLike "Skipped 2 calls of '$Model'*"
    }

    It 'takes [1m] behind a name as the same model' {
        $lines = (Get-Line a '2026-11-10T12:00:00Z' -Model 'deepseek-v4-pro[1m]'), (Get-Line b '2026-11-10T12:00:00Z')
        $group = @($lines | Measure-DeepSeekCost -GroupBy Model)
        $group.Model, $group.Calls, $group.Cost | Should -Be 'deepseek-v4-pro', 2, 1.32
        (Measure-DeepSeekCost $logs -AsModel 'deepseek-flash[1m]' -GroupBy Month).Cost | Should -Be 0.45
    }

    It 'prices a retired name at its time with one warning, and names the successor afterwards' {
        $lines = (Get-Line a '2026-05-10T12:00:00Z' -Model deepseek-chat), (Get-Line b '2026-05-10T12:00:00Z' -Model deepseek-chat), (Get-Line c '2026-08-10T12:00:00Z' -Model deepseek-chat)
        $cost = $lines | Measure-DeepSeekCost -WarningVariable warned -WarningAction SilentlyContinue -ErrorVariable failed -ErrorAction SilentlyContinue
        $cost.Cost | Should -Be 0.14, 0.14
        $warned.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ModelRetired,*'
        $failed[0].ToString() | Should -BeLike '*deepseek-v4-flash*'
    }
}

# As Claude Code 2.1 writes a call of DeepSeek: a row per content block with the same usage, without a requestId.
Describe 'Web searches of the server' {
    BeforeAll {
        function Get-Row([string] $Id, [string] $At, [int] $Search = 0, [int] $Fetch = 0) {
            foreach ($block in '{"type":"thinking","thinking":"...","signature":"s"}', '{"type":"text","text":"Found."}', '{"type":"tool_use","id":"call_1","name":"Read","input":{}}') {
                '{"parentUuid":null,"isSidechain":false,"cwd":"/home/dev/app","sessionId":"5f7c","version":"2.1.328","message":{"id":"' + $Id +
                '","type":"message","role":"assistant","model":"deepseek-v4-pro","content":[' + $block +
                '],"stop_reason":"tool_use","usage":{"input_tokens":1000,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":100,"output_tokens_details":{"thinking_tokens":40},"server_tool_use":{"web_search_requests":' +
                $Search + ',"web_fetch_requests":' + $Fetch + '},"service_tier":"standard"}},"type":"assistant","uuid":"u","timestamp":"' + $At + '"}'
            }
        }
        $script:session = Join-Path $TestDrive 'searches.jsonl'
        Set-Content $session @(
            Get-Row m1 '2026-10-31T15:59:00Z' -Search 3 -Fetch 1
            Get-Row m2 '2026-10-31T16:00:00Z' -Search 3 -Fetch 1
            Get-Row m3 '2026-11-10T12:00:00Z'
        )
        $script:unread = Join-Path $TestDrive 'unread.csv'
        Set-Content $unread 'effective_from_utc,effective_to_utc,use,unit,per,usd_price,cny_price,confidence', '2026-10-31T16:00:00Z,,web-search,request,1000,unread,,unread'
    }

    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-22T00:00:00Z'
    }

    AfterEach { Exit-TestHome }

    It 'are counted once per call and charged from their instant on, in <Currency>' -ForEach @(
        @{ Currency = 'USD'; UseCost = 0, 0.003, 0; Cost = 0.000858, 0.003858, 0.000858 }
        @{ Currency = 'CNY'; UseCost = 0, 0.02, 0; Cost = 0.00585, 0.02585, 0.00585 }
    ) {
        $costs = Measure-DeepSeekCost $session -Currency $Currency
        $costs.Id | Should -Be 'm1', 'm2', 'm3'
        $costs.Searches | Should -Be 4, 4, 0
        $costs.UseCost | Should -Be $UseCost
        $costs.Cost | Should -Be $Cost
        $costs.IsComplete | Should -Be $true, $true, $true
    }

    It 'stay right in groups and what-ifs' {
        $month = Measure-DeepSeekCost $session -GroupBy Model
        $month.Calls, $month.Searches, $month.UseCost, $month.Cost | Should -Be 3, 8, 0.003, 0.005574
        (Measure-DeepSeekCost $session -GroupBy Model -AsBand Peak).UseCost | Should -Be 0.003
        (Measure-DeepSeekCost $session -GroupBy Model -CacheHitRate 1 -AsModel deepseek-flash).UseCost | Should -Be 0.003
    }

    It 'are read from an object of the pipeline' {
        $row = Get-Row m2 '2026-10-31T16:00:00Z' -Search 3 -Fetch 1 | Select-Object -First 1
        ($row | ConvertFrom-Json | Measure-DeepSeekCost).UseCost | Should -Be 0.003
        ($row | ConvertFrom-Json -AsHashtable | Measure-DeepSeekCost).UseCost | Should -Be 0.003
    }

    It 'are kept in the store, and compared' {
        (Add-DeepSeekUsage $session).Added | Should -Be 3
        (Add-DeepSeekUsage $session).Added | Should -Be 0
        (Get-DeepSeekUsage).Searches | Should -Be 4, 4, 0
        (Get-DeepSeekUsage -Model 'deepseek-v4-pro[1m]').Cost | Should -Be 0.000858, 0.003858, 0.000858
        (Get-DeepSeekUsage | Measure-DeepSeekCost -GroupBy Month -TimeZone UTC).UseCost | Should -Be 0.003, 0
        $compared = Compare-DeepSeekUsage -After 2026-10-31T00:00:00Z -TimeZone UTC
        $compared.ByUsage, $compared.UseCost | Should -Be 0.005574, 0.003
        "$($compared.Explanation)" | Should -BeLike '*8 web searches of the metered calls cost 0.003 USD*'
    }

    It 'at a price that is not known are marked, and never 0' {
        $null = Import-DeepSeekPrice $unread
        $costs = Measure-DeepSeekCost $session -WarningVariable warned -WarningAction SilentlyContinue
        $costs.IsComplete | Should -Be $true, $false, $true
        $costs[1].UseCost | Should -Be $null
        $costs[1].Cost | Should -Be 0.000858
        $warned | Should -BeLike '1 call made web searches, which have no known price in USD*'
        (Measure-DeepSeekCost $session -Currency CNY)[1].UseCost | Should -Be 0.02
        (Measure-DeepSeekCost $session -GroupBy Month -TimeZone Asia/Shanghai -WarningAction SilentlyContinue).IsComplete | Should -Be $true, $false
        { New-DeepSeekQuote deepseek-flash -InputTokens 1 -MaxSearches 1 -ErrorAction Stop } | Should -Throw -ErrorId 'UsePriceUnknown,*'
    }
}

Describe 'Measure-DeepSeekCost with the pipeline' {
    It 'takes an answer as <Kind>' -ForEach @(
        @{ Kind = 'text' }, @{ Kind = 'object' }, @{ Kind = 'hashtable' }, @{ Kind = 'lines' }
    ) {
        $given = switch ($Kind) {
            text { $answer }
            object { $answer | ConvertFrom-Json }
            hashtable { $answer | ConvertFrom-Json -AsHashtable }
            lines { ($answer | ConvertFrom-Json | ConvertTo-Json -Depth 9) -split "`n" }
        }
        $cost = $given | Measure-DeepSeekCost -TimeZone UTC
        $cost.Id | Should -Be 'c1'
        $cost.Cost | Should -Be 0.000748
        $cost.CacheHitTokens, $cost.CacheMissTokens, $cost.OutputTokens, $cost.ReasoningTokens | Should -Be 1000, 200, 300, 120
    }

    It 'takes a usage by itself when it is told model and instant' {
        $usage = ($answer | ConvertFrom-Json).usage
        ($usage | Measure-DeepSeekCost -Model deepseek-flash -At 2026-11-10T02:00:00Z).Cost | Should -Be 0.000426
        $usage | Measure-DeepSeekCost -Model deepseek-flash -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'UsageInstantMissing,*'
        $usage | Measure-DeepSeekCost -At 2026-11-10T02:00:00Z -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'UsageModelMissing,*'
    }

    It 'takes a line of a log whose instant a converter has made a date' {
        ((Get-Line a '2026-11-10T02:00:00Z') | ConvertFrom-Json | Measure-DeepSeekCost).Cost | Should -Be 1.32
    }

    It 'refuses an instant without an offset, as text and as an object: <Member>' -ForEach @(
        @{ Member = 'timestamp' }, @{ Member = 'created' }, @{ Member = 'created_at' }
    ) {
        $line = '{"' + $Member + '":"2026-11-23T02:00:00","model":"deepseek-v4-pro","usage":{"input_tokens":1000000,"output_tokens":0}}'
        foreach ($given in $line, ($line | ConvertFrom-Json), @{ $Member = [datetime]'2026-11-23T02:00:00'; model = 'deepseek-v4-pro'; usage = @{ input_tokens = 1; output_tokens = 0 } }) {
            $given | Measure-DeepSeekCost -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'UsageInstantInvalid,*'
        }
        $whole = $line -replace ':00:00"', ':00:00+08:00"'
        foreach ($given in $whole, ($whole | ConvertFrom-Json), ($whole | ConvertFrom-Json -AsHashtable)) {
            ($given | Measure-DeepSeekCost).At | Should -Be ([datetimeoffset]'2026-11-22T18:00:00Z')
        }
    }

    It 'takes the counts of the last event of a stream' {
        $cost = 'data: {"type":"message_start","message":{"id":"m","type":"message","model":"deepseek-v4-pro","usage":{"input_tokens":10,"cache_read_input_tokens":0,"output_tokens":0}}}',
        'data: {"type":"message_delta","delta":{},"usage":{"input_tokens":100,"cache_read_input_tokens":5000,"output_tokens":77}}',
        'data: {"type":"message_stop"}' | Measure-DeepSeekCost -At 2026-11-20T02:00Z
        $cost.CacheHitTokens, $cost.CacheMissTokens, $cost.OutputTokens | Should -Be 5000, 100, 77
    }

    It 'marks a call across an edge of the bands with both costs' {
        $cost = '{"created":1794282900,"model":"deepseek-v4-pro","usage":{"input_tokens":1000000,"output_tokens":0}}' | Measure-DeepSeekCost -At 2026-11-10T04:00:01Z
        $cost.IsAmbiguous | Should -BeTrue
        $cost.Cost, $cost.Low, $cost.High | Should -Be 0.66, 0.66, 1.32
    }

    It 'gives each whole answer as it comes' {
        $seen = [Collections.Generic.List[string]]::new()
        1..3 | ForEach-Object { $seen.Add("in $_"); $answer -replace 'c1', "c$_" } | Measure-DeepSeekCost | ForEach-Object { $seen.Add("out $($_.Id)") }
        $seen -join ' ' | Should -Be 'in 1 out c1 in 2 out c2 in 3 out c3'
    }

    It 'refuses what is no answer' {
        Get-Item $TestDrive | Select-Object FullName | Measure-DeepSeekCost -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NoUsage,*'
    }
}

Describe 'Kept usage' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-22T00:00:00Z'
    }

    AfterEach { Exit-TestHome }

    It 'keeps each answer once' {
        $first = Add-DeepSeekUsage $logs -Name team
        $first.Account, $first.Calls, $first.Added, $first.Replaced | Should -Be 'team', 2, 2, 0
        $again = Add-DeepSeekUsage $logs -Name TEAM
        $again.Calls, $again.Added, $again.Replaced | Should -Be 2, 0, 0
        (Get-DeepSeekUsage).Cost | Should -Be 1.32, 0.66
        (Get-DeepSeekUsage)[0].Account | Should -Be 'team'
    }

    It 'keeps answers of the pipeline' {
        $answer | ConvertFrom-Json | Add-DeepSeekUsage | Out-Null
        $kept = Get-DeepSeekUsage deepseek -Currency CNY
        $cold = Get-DeepSeekUsage | Measure-DeepSeekCost -CacheHitRate 0
        $cold.CacheMissTokens, $cold.CacheHitTokens, $cold.OutputTokens, $cold.Account | Should -Be 1200, 0, 300, 'deepseek'
        (Get-DeepSeekUsage | Measure-DeepSeekCost).Cost | Should -Be (Get-DeepSeekUsage).Cost
        (Get-DeepSeekUsage | Measure-DeepSeekCost -GroupBy Model).Cost | Should -Be (Get-DeepSeekUsage).Cost
        $kept.Id | Should -Be 'c1'
        $kept.Cost | Should -Be 0.0051
    }

    It 'keeps nothing with -WhatIf, and nothing of another vendor' {
        Add-DeepSeekUsage $logs -WhatIf | Should -BeNullOrEmpty
        (Get-Line a '2026-11-10T12:00:00Z' -Model claude-x) | Add-DeepSeekUsage -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warned.Count | Should -Be 1
        (Get-CostStore).Exists | Should -BeFalse
    }

    It 'lists by name, model and span' {
        $null = Add-DeepSeekUsage $logs -Name team
        $null = (Get-Line f '2026-11-11T12:00:00Z' -Model deepseek-flash) | Add-DeepSeekUsage -Name home
        (Get-DeepSeekUsage t*).Id | Should -Be 'a', 'b'
        (Get-DeepSeekUsage -Model *flash).Id | Should -Be 'f'
        (Get-DeepSeekUsage -After 2026-11-10T12:00:00Z -Before 2026-11-11T12:00:00Z).Id | Should -Be 'b'
        Get-DeepSeekUsage nobody -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NoUsage,*'
        Get-DeepSeekUsage nobody* | Should -BeNullOrEmpty
    }

    It 'refuses a key for a name and does not show it' {
        $logs | Get-ChildItem -Recurse -File | Add-DeepSeekUsage -Name sk-made-up -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'KeyInsteadOfName,*'
        "$($failed[0]) $($failed[0].TargetObject)" | Should -Not -Match 'made-up'
    }
}

Describe 'Completion of metering' {
    It 'completes models with a tooltip' {
        $completion = [Management.Automation.CommandCompletion]::CompleteInput('Measure-DeepSeekCost -AsModel deepseek-c', 40, $null).CompletionMatches
        $completion.CompletionText | Should -Be 'deepseek-chat'
        $completion.ToolTip | Should -BeLike 'retired 2026-07-24*'
    }
}
