# Figures by hand, per 1M tokens of deepseek-flash in USD: peak 0.006 hit, 0.30 miss, 1.20 output; off-peak half of that.
# 2026-11-16 is a Monday; its peak hours are 01:00 to 04:00 and 06:00 to 10:00 UTC.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    function Import-Balance {
        param([string[]] $Row)
        $file = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).csv"
        Set-Content $file (@('account,currency,first_seen,total') + $Row)
        $null = Import-CostSnapshot $file
    }

    function Get-Failure {
        param([scriptblock] $Script)
        $failure = $Script | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId -replace ',.*'
    }

    function Get-Completion {
        param([string] $Line)
        (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches | Where-Object ResultType -EQ ParameterValue
    }
}

AfterAll { Exit-TestHome }

Describe 'New-DeepSeekQuote' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T12:00:00Z'
    }

    It 'prices the worked figure to the last digit, and stores nothing' {
        $quote = New-DeepSeekQuote deepseek-flash -InputTokens 10000000 -CacheHitRate 0.85 -OutputTokens 1000000 -MaxOutputTokens 1000000
        "$($quote.Low) $($quote.Expected) $($quote.High)" | Should -Be '0.03 0.8505 2.1'
        $quote.Band | Should -Be 'OffPeak'
        $quote.State | Should -Be 'Quoted'
        $quote.IsEstimated | Should -BeFalse
        $quote.Id, $quote.Account, $quote.Balance, $quote.AvailableAfter | Should -Be @($null, $null, $null, $null)
        Get-DeepSeekQuote | Should -BeNullOrEmpty
        $testHome | Should -Not -Exist
    }

    It 'counts web searches in Expected and High' {
        $quote = New-DeepSeekQuote 'deepseek-flash[1m]' -InputTokens 1000000 -OutputTokens 0 -MaxOutputTokens 0 -Searches 2 -MaxSearches 10
        "$($quote.Low) $($quote.Expected) $($quote.High)" | Should -Be '0.003 0.1515 0.1575'
        $quote.BilledAs, $quote.Searches, $quote.MaxSearches | Should -Be 'deepseek-flash', 2, 10
        Get-Failure { New-DeepSeekQuote deepseek-flash -InputTokens 1 -Searches 3 -MaxSearches 2 -ErrorAction Stop } | Should -Be 'SearchesBeyondMaximum'
        Get-Failure { New-DeepSeekQuote deepseek/deepseek-flash -InputTokens 1 -ErrorAction Stop } | Should -Be 'UnknownModel'
    }

    It 'gives both bands when the call may cross an edge' {
        $quote = New-DeepSeekQuote deepseek-flash -InputTokens 1000000 -MaxOutputTokens 0 -At 2026-11-16T09:55:00Z
        $quote.Band, $quote.NextBand | Should -Be @('Peak', 'OffPeak')
        $quote.NextBandAt | Should -Be ([datetimeoffset]'2026-11-16T10:00:00Z')
        $quote.Expected, $quote.NextExpected, $quote.High | Should -Be @(0.3, 0.15, 0.3)
        (New-DeepSeekQuote deepseek-flash -InputTokens 1 -At 2026-11-16T09:55:00Z -Duration 00:04:59).NextBand | Should -BeNullOrEmpty
    }

    It 'prices in yuan when asked to' {
        (New-DeepSeekQuote deepseek-v4-pro -InputTokens 188542 -MaxOutputTokens 0 -Currency CNY).High | Should -Be 0.848439
    }

    It 'estimates each prompt of a pipeline' {
        $quotes = 'abcdefghij', '天气很好今天天气很好' | New-DeepSeekQuote deepseek-flash
        $quotes.InputTokens | Should -Be @(7, 10)
        $quotes.InputTokensLow | Should -Be @(1, 3)
        $quotes.InputTokensHigh | Should -Be @(282, 302)
        $quotes.IsEstimated | Should -Be @($true, $true)
    }

    It 'takes messages as people send them: hashtables, objects of JSON, parts, tool calls' {
        $json = '[{"role":"system","content":"abcdefghij"},{"role":"user","content":[{"type":"text","text":"abcde"},{"type":"text","text":"fghij"}]}]'
        (New-DeepSeekQuote deepseek-flash -Message ($json | ConvertFrom-Json)).InputTokens | Should -Be 14
        (New-DeepSeekQuote deepseek-flash -Message ($json | ConvertFrom-Json -AsHashtable)).InputTokens | Should -Be 14
        $quote = New-DeepSeekQuote deepseek-flash -Message @(
            @{ role = 'assistant'; content = $null; reasoning_content = 'abcde'; tool_calls = @(@{ function = @{ arguments = '{"a":1}' } }) }
            @{ role = 'user'; content = 'abcde' }
        )
        # The tool call is 'tool_calls::function:arguments:{"a":1},', 39 characters: 5 + 5 + 39 bytes weigh 14.7.
        $quote.InputTokens | Should -Be (15 + 8)
        $quote.InputTokensHigh | Should -Be (10 + 4 * 39 + 32 + 256)
    }

    It 'refuses what cannot be estimated: <Name>' -ForEach @(
        @{ Name = 'an image'; Id = 'MessageNotText'; Message = @{ role = 'user'; content = @(@{ type = 'image_url'; image_url = @{ url = 'x' } }) } }
        @{ Name = 'no message'; Id = 'MessageInvalid'; Message = @{ text = 'x' } }
        @{ Name = 'a number'; Id = 'MessageInvalid'; Message = 5 }
    ) {
        Get-Failure { New-DeepSeekQuote deepseek-flash -Message $Message -ErrorAction Stop } | Should -Be $Id
    }

    It 'does not take an object for a prompt' {
        { @{ role = 'user' } | New-DeepSeekQuote deepseek-flash -ErrorAction Stop } | Should -Throw '*-Prompt must be text*'
        { 5 | New-DeepSeekQuote deepseek-flash -ErrorAction Stop } | Should -Throw '*-Prompt must be text*'
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'UnknownModel'; Arguments = @{ Model = 'gpt' } }
        @{ Id = 'ModelRetired'; Arguments = @{ Model = 'deepseek-chat' } }
        @{ Id = 'CacheHitRateInvalid'; Arguments = @{ CacheHitRate = 85 } }
        @{ Id = 'DurationInvalid'; Arguments = @{ Duration = '00:00:00' } }
        @{ Id = 'OutputBeyondMaximum'; Arguments = @{ OutputTokens = 11; MaxOutputTokens = 10 } }
        @{ Id = 'AccountNotFound'; Arguments = @{ Name = 'nobody' } }
        @{ Id = 'NoAccount'; Arguments = @{ Reserve = $true } }
        @{ Id = 'PriceUnknown'; Arguments = @{ Currency = 'EUR' } }
    ) {
        $all = @{ Model = 'deepseek-flash'; InputTokens = 1; ErrorAction = 'Stop' }
        foreach ($name in $Arguments.Keys) { $all[$name] = $Arguments[$name] }
        Get-Failure { New-DeepSeekQuote @all } | Should -Be $Id
    }

    It 'knows the balance and the currency of the only account' {
        Import-Balance 'team,CNY,2026-11-16T11:00:00Z,20', 'team,USD,2026-11-16T11:00:00Z,0'
        $quote = New-DeepSeekQuote deepseek-flash -InputTokens 1000000 -MaxOutputTokens 0
        $quote.Account, $quote.Currency, $quote.Balance, $quote.High, $quote.AvailableAfter | Should -Be @('team', 'CNY', 20, 1, 19)
        $quote.BalanceAt | Should -Be ([datetimeoffset]'2026-11-16T11:00:00Z')
        (New-DeepSeekQuote deepseek-flash -InputTokens 1 -Currency USD).Balance | Should -Be 0
    }

    It 'does not choose among several accounts' {
        Import-Balance 'a,USD,2026-11-16T11:00:00Z,20', 'b,USD,2026-11-16T11:00:00Z,30'
        (New-DeepSeekQuote deepseek-flash -InputTokens 1).Account | Should -BeNullOrEmpty
        (New-DeepSeekQuote deepseek-flash -InputTokens 1 -Name B).Balance | Should -Be 30
        Get-Failure { New-DeepSeekQuote deepseek-flash -InputTokens 1 -Reserve -ErrorAction Stop } | Should -Be 'AccountNeeded'
    }
}

Describe 'A reservation' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T12:00:00Z'
        Import-Balance 'team,USD,2026-11-16T11:59:00Z,1.00'
        $script:call = @{ Model = 'deepseek-flash'; InputTokens = 1000000; MaxOutputTokens = 500000 }
    }

    It 'holds High, and is refused with the shortfall when too little is left' {
        $quote = New-DeepSeekQuote @call -Reserve
        $quote.Id | Should -MatchExactly '^[0-9a-z]{10}$'
        $quote.State, $quote.High, $quote.Balance, $quote.AvailableAfter | Should -Be @('Reserved', 0.45, 1, 0.55)
        $quote.ReservedUntil | Should -Be ([datetimeoffset]'2026-11-16T12:15:00Z')
        (New-DeepSeekQuote @call -Reserve).AvailableAfter | Should -Be 0.10
        $failure = { New-DeepSeekQuote @call -Reserve -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'ReservationRefused,*'
        $failure.CategoryInfo.Category | Should -Be 'LimitsExceeded'
        $failure.Exception.Message | Should -BeLike '*0.35 USD is missing*0.9 is held by 2*0.1 is available*'
        $failure.Exception.Data['Shortfall'] | Should -Be 0.35
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        @(Get-DeepSeekQuote) | Should -HaveCount 2
        (New-DeepSeekQuote @call).AvailableAfter | Should -Be -0.35
    }

    It 'covers the dearest band until it ends' {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T00:40:00Z'
        Import-Balance 'team,USD,2026-11-16T00:39:00Z,10'
        (New-DeepSeekQuote @call -Reserve).High | Should -Be 0.45
        (New-DeepSeekQuote @call -Reserve -ReserveFor 00:20:00).High | Should -Be 0.90
    }

    It 'is settled with a piped answer, a usage object or counts, and gives the rest back' {
        $answer = @{ id = 'chatcmpl-1'; model = 'deepseek-flash'; usage = @{ prompt_tokens = 1000; prompt_cache_hit_tokens = 400; prompt_cache_miss_tokens = 600; completion_tokens = 100; completion_tokens_details = @{ reasoning_tokens = 50 } } } |
            ConvertTo-Json -Depth 4 | ConvertFrom-Json
        $first = New-DeepSeekQuote @call -Reserve
        $settled = $answer | Complete-DeepSeekQuote -Id $first.Id -WarningVariable warnings
        # 400 x 0.003 + 600 x 0.15 + 100 x 0.60, per million
        $settled.Id, $settled.Reserved, $settled.Actual, $settled.Refunded, $settled.Overrun | Should -Be @($first.Id, 0.45, 0.0001512, 0.4498488, 0)
        $settled.CacheHitTokens, $settled.CacheMissTokens, $settled.OutputTokens | Should -Be @(400, 600, 100)
        $warnings | Should -BeNullOrEmpty

        $settled = New-DeepSeekQuote @call -Reserve | Complete-DeepSeekQuote -Usage $answer.usage
        $settled.Actual | Should -Be 0.0001512
        $settled = New-DeepSeekQuote @call -Reserve | Complete-DeepSeekQuote -CacheHitTokens 400 -CacheMissTokens 600 -OutputTokens 100
        $settled.Actual | Should -Be 0.0001512
        (Get-DeepSeekQuote -State Completed).Actual | Should -Be @(0.0001512, 0.0001512, 0.0001512)

        # Settled after the snapshot: taken off until a reading must show it.
        $quote = New-DeepSeekQuote @call
        $quote.Held, $quote.Unseen, $quote.AvailableAfter | Should -Be @(0, 0.0004536, 0.5495464)
        $env:COSTCOMPASS_CLOCK = '2026-11-16T12:10:00Z'
        Import-Balance 'team,USD,2026-11-16T12:10:00Z,0.99'
        $quote = New-DeepSeekQuote @call
        $quote.Balance, $quote.Unseen, $quote.AvailableAfter | Should -Be @(0.99, 0, 0.54)
    }

    It 'is settled with the web searches of the answer' {
        $quote = New-DeepSeekQuote deepseek-flash -InputTokens 1000000 -MaxOutputTokens 0 -MaxSearches 10 -Reserve
        $settled = $quote | Complete-DeepSeekQuote -Usage '{"model":"deepseek-flash[1m]","usage":{"input_tokens":1000000,"output_tokens":0,"server_tool_use":{"web_search_requests":3,"web_fetch_requests":1}}}' -WarningVariable warned
        $settled.Searches, $settled.Actual, $settled.Refunded | Should -Be 4, 0.153, 0.0045
        $warned | Should -BeNullOrEmpty
        (Get-DeepSeekQuote $quote.Id).MaxSearches | Should -Be 10
        $other = New-DeepSeekQuote deepseek-flash -InputTokens 1 -MaxOutputTokens 0 -Reserve
        (Complete-DeepSeekQuote $other.Id -CacheMissTokens 0 -OutputTokens 0 -Searches 2).Overrun | Should -BeGreaterThan 0.001
    }

    It 'reads the usage of <Name>' -ForEach @(
        @{ Name = 'chat completions with details alone'; Usage = '{"prompt_tokens":10,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":4}}'; Tokens = 4, 6, 3 }
        @{ Name = 'Anthropic'; Usage = '{"input_tokens":6,"cache_read_input_tokens":4,"cache_creation_input_tokens":2,"output_tokens":3}'; Tokens = 4, 8, 3 }
        @{ Name = 'Responses'; Usage = '{"input_tokens":10,"input_tokens_details":{"cached_tokens":4},"output_tokens":3,"output_tokens_details":{"reasoning_tokens":1}}'; Tokens = 4, 6, 3 }
        @{ Name = 'chat completions with misses alone'; Usage = '{"prompt_tokens":10,"completion_tokens":3,"prompt_cache_miss_tokens":6}'; Tokens = 4, 6, 3 }
        @{ Name = 'chat completions without the prompt'; Usage = '{"completion_tokens":3,"prompt_cache_hit_tokens":4,"prompt_cache_miss_tokens":6}'; Tokens = 4, 6, 3 }
        @{ Name = 'a session log'; Usage = '{"type":"assistant","timestamp":"2026-11-16T12:00:30Z","message":{"id":"m","model":"deepseek-flash","usage":{"input_tokens":6,"cache_read_input_tokens":4,"output_tokens":3}}}'; Tokens = 4, 6, 3 }
    ) {
        $settled = New-DeepSeekQuote @call -Reserve | Complete-DeepSeekQuote -Usage ($Usage | ConvertFrom-Json)
        $settled.CacheHitTokens, $settled.CacheMissTokens, $settled.OutputTokens | Should -Be $Tokens

        # The same as text, and as the meter counts it.
        $settled = New-DeepSeekQuote @call -Reserve | Complete-DeepSeekQuote -Usage $Usage
        $settled.CacheHitTokens, $settled.CacheMissTokens, $settled.OutputTokens | Should -Be $Tokens
        $metered = $Usage | Measure-DeepSeekCost -Model deepseek-flash -At 2026-11-16T12:00:30Z
        $metered.CacheHitTokens, $metered.CacheMissTokens, $metered.OutputTokens | Should -Be $Tokens
    }

    It 'reads a streamed answer from its lines, and refuses two answers' {
        $stream = @(
            'data: {"id":"c","object":"chat.completion.chunk","model":"deepseek-flash","created":1794830400,"choices":[],"usage":null}'
            'data: {"id":"c","object":"chat.completion.chunk","model":"deepseek-flash","created":1794830400,"choices":[],"usage":{"prompt_tokens":10,"prompt_cache_hit_tokens":4,"completion_tokens":3}}'
            'data: [DONE]')
        $settled = New-DeepSeekQuote @call -Reserve | Complete-DeepSeekQuote -Usage $stream
        $settled.CacheHitTokens, $settled.CacheMissTokens, $settled.OutputTokens | Should -Be @(4, 6, 3)

        $one = '{"prompt_tokens":10,"prompt_cache_hit_tokens":4,"completion_tokens":3}'
        $quote = New-DeepSeekQuote @call -Reserve
        Get-Failure { $quote | Complete-DeepSeekQuote -Usage "$one`n$one" -ErrorAction Stop } | Should -Be 'UsageAmbiguous'
    }

    It 'takes a usage that does not tell the hits as misses, and says so' {
        $settled = New-DeepSeekQuote @call -Reserve |
            Complete-DeepSeekQuote -Usage @{ prompt_tokens = 10; completion_tokens = 3 } -WarningVariable warnings -WarningAction SilentlyContinue
        $settled.CacheMissTokens | Should -Be 10
        "$warnings" | Should -BeLike '*whole prompt is counted as cache misses*'
    }

    It 'says when the answer is of another model' {
        $usage = @{ prompt_tokens = 1; prompt_cache_hit_tokens = 0; completion_tokens = 1 }
        $null = New-DeepSeekQuote @call -Reserve |
            Complete-DeepSeekQuote -Usage @{ model = 'deepseek-v4-pro'; usage = $usage } -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike "*'deepseek-v4-pro'*'deepseek-flash'*"
        $null = New-DeepSeekQuote @call -Reserve | Complete-DeepSeekQuote -Usage @{ model = 'deepseek-v4-flash'; usage = $usage } -WarningVariable none
        $none | Should -BeNullOrEmpty
    }

    It 'refuses a usage that cannot be meant: <Id> <Usage>' -ForEach @(
        @{ Id = 'UsageNotFound'; Usage = '{"total":5}' }
        @{ Id = 'UsageInconsistent'; Usage = '{"prompt_tokens":10,"completion_tokens":1,"prompt_cache_hit_tokens":4,"prompt_cache_miss_tokens":5}' }
        @{ Id = 'UsageInconsistent'; Usage = '{"prompt_tokens":10,"completion_tokens":1,"prompt_cache_hit_tokens":11}' }
        @{ Id = 'UsageCountInvalid'; Usage = '{"prompt_tokens":-1,"completion_tokens":1}' }
        @{ Id = 'UsageCountInvalid'; Usage = '{"prompt_tokens":1.5,"completion_tokens":1}' }
        @{ Id = 'UsageNotFound'; Usage = '{"prompt_tokens":10}' }
        @{ Id = 'UsageIncomplete'; Usage = '{"usage":{"prompt_tokens":10}}' }
        @{ Id = 'UsageCountInvalid'; Usage = '{"prompt_tokens":"1e2","completion_tokens":1,"prompt_cache_hit_tokens":0}' }
        @{ Id = 'UsageInconsistent'; Usage = '{"input_tokens":9,"cache_read_input_tokens":4,"input_tokens_details":{"cached_tokens":4},"output_tokens":1}' }
        @{ Id = 'UsageInconsistent'; Usage = '{"prompt_tokens":10,"prompt_cache_hit_tokens":4,"completion_tokens":1,"completion_tokens_details":{"reasoning_tokens":2}}' }
    ) {
        $quote = New-DeepSeekQuote @call -Reserve
        Get-Failure { $quote | Complete-DeepSeekQuote -Usage ($Usage | ConvertFrom-Json) -ErrorAction Stop } | Should -Be $Id
        (Get-DeepSeekQuote).State | Should -Be 'Reserved'
    }

    It 'is settled once' {
        $quote = New-DeepSeekQuote @call -Reserve
        $null = $quote | Complete-DeepSeekQuote -CacheMissTokens 1000000 -OutputTokens 0
        Get-Failure { $quote | Complete-DeepSeekQuote -CacheMissTokens 1 -OutputTokens 0 -ErrorAction Stop } | Should -Be 'QuoteCompleted'
        Get-Failure { $quote | Remove-DeepSeekQuote -ErrorAction Stop } | Should -Be 'QuoteCompleted'
        (Get-DeepSeekQuote).Actual | Should -Be 0.15
    }

    It 'records an overrun as such' {
        $settled = New-DeepSeekQuote @call -Reserve | Complete-DeepSeekQuote -CacheMissTokens 4000000 -OutputTokens 0
        $settled.Actual, $settled.Refunded, $settled.Overrun | Should -Be @(0.6, 0, 0.15)
        (New-DeepSeekQuote @call).AvailableAfter | Should -Be (-0.05)
    }

    It 'expires by the clock; settling it then records the cost and refunds nothing' {
        $quote = New-DeepSeekQuote @call -Reserve
        $env:COSTCOMPASS_CLOCK = '2026-11-16T12:14:59.999999Z'
        (Get-DeepSeekQuote).State | Should -Be 'Reserved'
        (New-DeepSeekQuote @call).Held | Should -Be 0.45
        $env:COSTCOMPASS_CLOCK = '2026-11-16T12:15:00Z'
        (Get-DeepSeekQuote).State | Should -Be 'Expired'
        (New-DeepSeekQuote @call).Held | Should -Be 0
        $settled = $quote | Complete-DeepSeekQuote -CacheMissTokens 1000000 -OutputTokens 0 -At 2026-11-16T12:05:00Z
        $settled.WasExpired, $settled.Actual, $settled.Refunded | Should -Be @($true, 0.15, 0)
        (New-DeepSeekQuote @call).Unseen | Should -Be 0.15
    }

    It 'crossing a band is settled by its end, with both costs told' {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T09:55:00Z'
        Import-Balance 'team,USD,2026-11-16T09:54:00Z,1'
        $quote = New-DeepSeekQuote @call -Reserve
        $env:COSTCOMPASS_CLOCK = '2026-11-16T10:00:00Z'
        $settled = $quote | Complete-DeepSeekQuote -CacheMissTokens 1000000 -OutputTokens 0
        $settled.Band, $settled.Actual, $settled.IsAmbiguous, $settled.ActualAtStart | Should -Be @('OffPeak', 0.15, $true, 0.3)
    }

    It 'is given back by Remove-DeepSeekQuote' {
        $quote = New-DeepSeekQuote @call -Reserve
        $quote | Remove-DeepSeekQuote
        (Get-DeepSeekQuote $quote.Id).State | Should -Be 'Removed'
        (New-DeepSeekQuote @call).Held | Should -Be 0
        Get-Failure { Remove-DeepSeekQuote $quote.Id -ErrorAction Stop } | Should -Be 'QuoteRemoved'
        Get-Failure { $quote | Complete-DeepSeekQuote -CacheMissTokens 1 -OutputTokens 0 -ErrorAction Stop } | Should -Be 'QuoteRemoved'
    }

    It 'cannot be made for a call of the past, and can for one to come' {
        Get-Failure { New-DeepSeekQuote @call -Reserve -At 2026-11-16T11:50:00Z -ErrorAction Stop } | Should -Be 'QuoteInPast'
        (New-DeepSeekQuote @call -Reserve -At 2026-11-16T22:00:00Z).ReservedUntil | Should -Be ([datetimeoffset]'2026-11-16T22:15:00Z')
    }

    It 'is needed to settle or give back' {
        Get-Failure { New-DeepSeekQuote @call | Complete-DeepSeekQuote -CacheMissTokens 1 -OutputTokens 1 -ErrorAction Stop } | Should -Be 'QuoteNotReserved'
        Get-Failure { New-DeepSeekQuote @call | Remove-DeepSeekQuote -ErrorAction Stop } | Should -Be 'QuoteNotReserved'
        Get-Failure { Complete-DeepSeekQuote nothing -CacheMissTokens 1 -OutputTokens 1 -ErrorAction Stop } | Should -Be 'QuoteNotFound'
        Get-Failure { Get-DeepSeekQuote nothing -ErrorAction Stop } | Should -Be 'QuoteNotFound'
        Get-DeepSeekQuote nothing* | Should -BeNullOrEmpty
    }

    It 'is found by state, account and wildcard' {
        $quotes = 1..3 | ForEach-Object { New-DeepSeekQuote deepseek-flash -InputTokens $_ -MaxOutputTokens 1 -Reserve }
        $quotes[1] | Remove-DeepSeekQuote
        (Get-DeepSeekQuote -State Reserved).Id | Should -Be @($quotes[0].Id, $quotes[2].Id)
        (Get-DeepSeekQuote -State Reserved, Removed) | Should -HaveCount 3
        (Get-DeepSeekQuote "$($quotes[2].Id.Substring(0, 8))*").InputTokens | Should -Be 3
        Get-DeepSeekQuote -Name other* | Should -BeNullOrEmpty
        ($quotes | Get-DeepSeekQuote).State | Should -Be @('Reserved', 'Removed', 'Reserved')
    }

    It 'writes nothing with -WhatIf' {
        (New-DeepSeekQuote @call -Reserve -WhatIf).State | Should -Be 'Quoted'
        Get-DeepSeekQuote | Should -BeNullOrEmpty
        $quote = New-DeepSeekQuote @call -Reserve
        $quote | Complete-DeepSeekQuote -CacheMissTokens 1 -OutputTokens 1 -WhatIf | Should -BeNullOrEmpty
        $quote | Remove-DeepSeekQuote -WhatIf
        (Get-DeepSeekQuote).State | Should -Be 'Reserved'
    }

    It 'says in the Gregorian calendar until when it reserves' {
        $asked = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $env:COSTCOMPASS_HOME; COSTCOMPASS_CLOCK = $env:COSTCOMPASS_CLOCK } {
            [cultureinfo]::CurrentCulture = 'th-TH'
            New-DeepSeekQuote deepseek-flash -InputTokens 1 -MaxOutputTokens 1 -Reserve -ReserveFor 01:00:00 -WhatIf
        }
        $asked.Output | Should -Match 'until 2026-11-16 \d\d:\d\d'
    }

    It 'needs a balance that is known' {
        Get-CostSnapshot team | Remove-CostSnapshot -Confirm:$false
        Get-Failure { New-DeepSeekQuote @call -Name team -Reserve -ErrorAction Stop } | Should -Be 'AccountNotFound'
    }

    It 'is shown whole in a terminal of 80 columns, and so is its settlement' {
        $quote = New-DeepSeekQuote deepseek-v4-pro -InputTokens 1000 -MaxOutputTokens 1000 -Reserve
        $shown = Invoke-Invariant { ($quote | Out-String -Width 80) -replace '\e\[[\d;]*m' }
        $shown | Should -Match "(?m)^$($quote.Id) OffPeak +0\.00165 +0\.0026 USD +0\.9974 Reserved +deepseek-v4-pro"
        $shown = Invoke-Invariant { ($quote | Complete-DeepSeekQuote -CacheMissTokens 1000 -OutputTokens 500 | Out-String -Width 80) -replace '\e\[[\d;]*m' }
        $shown | Should -Match 'Id +Band +Reserved +Actual +Refunded +Overrun +Model'
        $shown | Should -Match "(?m)^$($quote.Id) OffPeak +0\.0026 +0\.00165 USD +0\.00099 +0\.00 +deepseek-v4-pro"
    }

    It 'says the same under every culture: <_>' -ForEach 'de-DE', 'fa-IR', 'th-TH' {
        $former = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = $_
        try {
            $quote = New-DeepSeekQuote @call -Reserve
            (Get-DeepSeekQuote $quote.Id).High | Should -Be 0.45
            $failure = { New-DeepSeekQuote deepseek-flash -InputTokens 1000000 -MaxOutputTokens 1500000 -Reserve -ErrorAction Stop } | Should -Throw -PassThru
            $failure.Exception.Message | Should -BeLike "*1.05 USD can't be reserved*0.5 USD is missing*at 2026-11-16 11:59:00Z*"
            $failure = { $quote | Complete-DeepSeekQuote -CacheMissTokens 1 -OutputTokens 1 -At 2026-11-16T11:50:00Z -ErrorAction Stop } | Should -Throw -PassThru
            $failure.Exception.Message | Should -BeLike '-At (2026-11-16 11:50:00Z) must not be earlier than the quote *'
            ($quote | Complete-DeepSeekQuote -CacheMissTokens 1000000 -OutputTokens 0).Actual | Should -Be 0.15
        }
        finally {
            [cultureinfo]::CurrentCulture = $former
        }
    }

    It 'survives a round through CSV' {
        $quote = New-DeepSeekQuote @call -Reserve
        $row = $quote | ConvertTo-Csv | ConvertFrom-Csv
        $row.High | Should -Be '0.45'
        ($row | Complete-DeepSeekQuote -CacheMissTokens 1000000 -OutputTokens 0).Id | Should -Be $quote.Id
    }
}

Describe 'Completion of quotes' {
    BeforeAll {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T12:00:00Z'
        Import-Balance 'team,USD,2026-11-16T11:59:00Z,1.00'
        $script:open = New-DeepSeekQuote deepseek-flash -InputTokens 1000000 -MaxOutputTokens 0 -Reserve
        $script:done = New-DeepSeekQuote deepseek-flash -InputTokens 1000000 -MaxOutputTokens 0 -Reserve
        $null = $done | Complete-DeepSeekQuote -CacheMissTokens 1000 -OutputTokens 0
    }

    It 'offers what can be settled, and all to look at, with tooltips' {
        (Get-Completion 'Complete-DeepSeekQuote -Id ').CompletionText | Should -Be $open.Id
        (Get-Completion 'Remove-DeepSeekQuote ').CompletionText | Should -Be $open.Id
        $all = Get-Completion 'Get-DeepSeekQuote '
        $all.CompletionText | Sort-Object | Should -Be (@($open.Id, $done.Id) | Sort-Object)
        ($all | Where-Object CompletionText -EQ $open.Id).ToolTip | Should -BeLike '0.15 USD of team for deepseek-flash, held until *'
        ($all | Where-Object CompletionText -EQ $done.Id).ToolTip | Should -Be '0.15 USD of team for deepseek-flash, settled with 0.00015'
    }

    It 'offers the models that can be called, with their prices' {
        $models = Get-Completion 'New-DeepSeekQuote '
        $models.CompletionText | Should -Contain 'deepseek-flash'
        $models.CompletionText | Should -Not -Contain 'deepseek-chat'
        ($models | Where-Object CompletionText -EQ deepseek-v4-flash).ToolTip |
            Should -Be 'billed as deepseek-flash, OffPeak now: 0.003 USD hit, 0.15 miss, 0.60 output per 1M tokens'
        (Get-Completion 'New-DeepSeekQuote -Model deepseek-v4-p').CompletionText | Should -Be 'deepseek-v4-pro'
    }
}

Describe 'With -Refresh' {
    BeforeAll { $script:simulator = Open-Simulator -Argument '--topped-up', '20', '--clock', '2026-11-16T12:00:00Z' }

    AfterAll { Close-Simulator $simulator }

    BeforeEach {
        $null = Enter-TestHome
        Enter-Instant '2026-11-16T12:00:00Z' $simulator
        $null = Connect-TestAccount $simulator
        $null = Invoke-Simulator $simulator requests -Method Delete
    }

    It 'asks for the balance once, and stores it' {
        $quotes = 'one', 'two' | New-DeepSeekQuote deepseek-flash -MaxOutputTokens 10 -Refresh
        $quotes.Balance | Should -Be @(20, 20)
        (Get-CostSnapshot).Total | Should -Be 20
        (Invoke-Simulator $simulator requests).count | Should -Be 1
    }

    It 'without it nothing is reserved before there is a snapshot, and the error says what to do' {
        $failure = { New-DeepSeekQuote deepseek-flash -InputTokens 1 -Reserve -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'BalanceUnknown,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Update-CostSnapshot*-Refresh*'
        (New-DeepSeekQuote deepseek-flash -InputTokens 1).Balance | Should -BeNullOrEmpty
        (New-DeepSeekQuote deepseek-flash -InputTokens 1 -MaxOutputTokens 1 -Reserve -Refresh).State | Should -Be 'Reserved'
    }

    It 'asks nobody with -WhatIf' {
        $null = New-DeepSeekQuote deepseek-flash -InputTokens 1 -Refresh -WhatIf
        (Invoke-Simulator $simulator requests).count | Should -Be 0
        Get-CostSnapshot | Should -BeNullOrEmpty
    }

    It 'reserves nothing against a balance that is not in the answer, however much of it is stored' {
        Import-Balance 'deepseek,CNY,2026-11-16T11:00:00Z,100'
        $failure = { New-DeepSeekQuote deepseek-flash -Currency CNY -InputTokens 1 -MaxOutputTokens 1 -Reserve -Refresh -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'CurrencyNotRead,*'
        "$failure" | Should -BeLike "*CNY*'deepseek'*"
        Get-DeepSeekQuote | Should -BeNullOrEmpty
        (New-DeepSeekQuote deepseek-flash -Currency CNY -InputTokens 1 -MaxOutputTokens 1 -Refresh).Balance | Should -Be 100
    }

    It 'tells why the account did not answer, and reserves nothing' {
        $null = Update-CostSnapshot
        $null = Invoke-Simulator $simulator fault @{ kind = 'Unauthorized'; count = -1 }
        try {
            Get-Failure { New-DeepSeekQuote deepseek-flash -InputTokens 1 -Reserve -Refresh -ErrorAction Stop } | Should -Be 'KeyRejected'
            Get-DeepSeekQuote | Should -BeNullOrEmpty
        }
        finally {
            $null = Invoke-Simulator $simulator fault -Method Delete
        }
    }
}

Describe 'Sixteen processes that reserve at the same moment' -Tag Timeless {
    It 'never promise the same balance twice' {
        $testHome = Enter-TestHome
        $clock = '2026-11-16T12:00:00Z'
        $env:COSTCOMPASS_CLOCK = $clock
        Import-Balance 'team,USD,2026-11-16T11:59:00Z,10.00'
        $gate = Join-Path $TestDrive 'gate-reserve'
        $shells = foreach ($one in 1..16) {
            Open-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; COSTCOMPASS_CLOCK = $clock; GATE = $gate } -Script {
                $null = New-DeepSeekQuote deepseek-flash -InputTokens 1
                $null = New-Item "$env:GATE-$PID" -ItemType File
                while (-not (Test-Path $env:GATE)) { [Threading.Thread]::Sleep(5) }
                foreach ($time in 1..5) {
                    # 1,500,000 x 0.15 + 125,000 x 0.60, per million: 0.30
                    $quote = New-DeepSeekQuote deepseek-flash -InputTokens 1500000 -MaxOutputTokens 125000 -Reserve -ErrorAction SilentlyContinue -ErrorVariable failure
                    if ($quote) { "held $($quote.Id) $($quote.High)" }
                    foreach ($one in $failure) { "refused $($one.FullyQualifiedErrorId -replace ',.*') $($one.Exception.Data['Shortfall']) $($one.Exception.Message)" }
                }
            }
        }
        $wait = [Diagnostics.Stopwatch]::StartNew()
        while (@(Get-ChildItem "$gate-*").Count -lt 16 -and $wait.Elapsed.TotalSeconds -lt 300) { Start-Sleep -Milliseconds 50 }
        $null = New-Item $gate -ItemType File
        $said = foreach ($shell in $shells) {
            $answer = Wait-FreshShell $shell -TimeoutSec 300
            $answer.Errors | Should -BeNullOrEmpty
            $answer.Value | Should -HaveCount 5
            $answer.Value
        }

        # 33 x 0.30 = 9.90; the 34th lacks 0.20.
        $held = @($said -like 'held *')
        $refused = @($said -like 'refused *')
        $held | Should -HaveCount 33
        $refused | Should -HaveCount 47
        $held | Should -BeLike 'held * 0.3'
        foreach ($one in $refused) { $one | Should -BeLike 'refused ReservationRefused 0.2 *0.2 USD is missing*' }
        $stored = Get-DeepSeekQuote -State Reserved
        ($stored.Id | Sort-Object) | Should -Be ($held | ForEach-Object { $_.Split(' ')[1] } | Sort-Object)
        ($stored | Measure-Object High -Sum).Sum | Should -BeLessOrEqual 10
    }

    It 'settle each call once' {
        $testHome = Enter-TestHome
        $clock = '2026-11-16T12:00:00Z'
        $env:COSTCOMPASS_CLOCK = $clock
        Import-Balance 'team,USD,2026-11-16T11:59:00Z,10.00'
        $quote = New-DeepSeekQuote deepseek-flash -InputTokens 1000000 -MaxOutputTokens 0 -Reserve
        $environment = @{ COSTCOMPASS_HOME = $testHome; COSTCOMPASS_CLOCK = $clock; ID = $quote.Id; GATE = (Join-Path $TestDrive 'gate-settle') }
        $shells = foreach ($one in 1..4) {
            Open-FreshShell -Environment $environment -Script {
                while (-not (Test-Path $env:GATE)) { [Threading.Thread]::Sleep(5) }
                $settled = Complete-DeepSeekQuote $env:ID -CacheMissTokens 1000 -OutputTokens 0 -ErrorAction SilentlyContinue -ErrorVariable failure
                $settled ? 'settled' : "$($failure[0].FullyQualifiedErrorId -replace ',.*')"
            }
        }
        $null = New-Item $environment.GATE -ItemType File
        $said = foreach ($shell in $shells) { (Wait-FreshShell $shell -TimeoutSec 300).Value }
        $said | Sort-Object | Should -Be @('QuoteCompleted', 'QuoteCompleted', 'QuoteCompleted', 'settled')
    }
}
