BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:clock = '2026-11-16T02:00:00Z'
    $script:simulator = Open-Simulator -Argument '--granted', '1.5', '--topped-up', '20', '--clock', $clock
    $null = Enter-TestHome
    Enter-Instant $clock $simulator
    $null = Connect-TestAccount $simulator
}

AfterAll {
    Close-Simulator $simulator
    Exit-TestHome
}

Describe 'Get-DeepSeekBalance' {
    It 'gives what the account holds' {
        $balance = Get-DeepSeekBalance

        $balance.Account | Should -Be 'deepseek'
        $balance.Currency | Should -Be 'USD'
        $balance.Total | Should -Be 21.5
        $balance.Granted | Should -Be 1.5
        $balance.ToppedUp | Should -Be 20
        $balance.Total | Should -BeOfType [decimal]
        $balance.IsAvailable | Should -BeTrue
        $balance.Status | Should -Be 'Ok'
        $balance.RetrievedAt | Should -Be ([datetimeoffset]$clock)
    }

    It 'shows each request with -Verbose: method, address, status and time, and never the key' {
        $null = Invoke-Simulator $simulator fault @{ kind = 'OtherStatus'; status = 503 }
        $said = Get-DeepSeekBalance deepseek -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | Out-String

        $said | Should -Match 'GET http://127\.0\.0\.1:\d+/user/balance: 503 in \d+ ms'
        $said | Should -Match 'GET http://127\.0\.0\.1:\d+/user/balance: 200 in \d+ ms'
        $said | Should -Not -Match 'sk-made'
        Get-CostSnapshot deepseek -ErrorAction Ignore -Verbose 4>&1 | Out-String | Should -Match "Opening the store '.*'"
    }

    It 'gives one object per currency, in the order of the answer' {
        $key = 'sk-made-up-0000000000000004'
        $null = Invoke-Simulator $simulator accounts @{
            key = $key; balances = @(@{ currency = 'USD'; toppedUp = 0 }, @{ currency = 'CNY'; granted = 2; toppedUp = 10 })
        }
        $null = Connect-TestAccount $simulator two -Key $key
        $balance = Get-DeepSeekBalance two

        $balance.Currency | Should -Be @('USD', 'CNY')
        $balance.Total | Should -Be @(0, 12)
        $balance.Granted | Should -Be @(0, 2)
    }

    It 'takes an entry without a currency as yuan' {
        $null = Invoke-Simulator $simulator fault @{ kind = 'MissingField'; field = 'currency' }
        (Get-DeepSeekBalance deepseek).Currency | Should -Be 'CNY'
    }

    It 'tells an empty account by its status' {
        $key = 'sk-made-up-0000000000000005'
        $null = Invoke-Simulator $simulator accounts @{ key = $key; currency = 'USD' }
        $null = Connect-TestAccount $simulator empty -Key $key
        $balance = Get-DeepSeekBalance empty

        $balance.Total | Should -Be 0
        $balance.IsAvailable | Should -BeFalse
        $balance.Status | Should -Be 'Error'
    }

    It 'stores nothing' {
        (Get-CostStore).Snapshots | Should -Be 0
    }
}

Describe 'Get-DeepSeekModel' {
    It 'gives the models with what the answer says of them' {
        $models = @(Get-DeepSeekModel deepseek)

        $models.Count | Should -BeGreaterThan 0
        $models | ForEach-Object { $_.Account | Should -Be 'deepseek' }
        $models[0].Id | Should -BeLike 'deepseek-*'
        $models[0].OwnedBy | Should -Be 'deepseek'
        $models[0].ContextWindow | Should -Be 1000000
        $models[0].MaxOutputTokens | Should -Be 128000
    }

    It 'asks under /v1 where only that is known' {
        $null = Invoke-Simulator $simulator requests -Method Delete
        $null = Invoke-Simulator $simulator fault @{ kind = 'OtherStatus'; status = 404; path = '/models' }
        @(Get-DeepSeekModel deepseek).Count | Should -BeGreaterThan 0
        (Invoke-Simulator $simulator requests).requests.path | Should -Be @('/models', '/v1/models')
    }

    It 'leaves null what an older answer does not have' {
        $plain = Open-Simulator -Argument '--plain-models'
        try {
            $null = Connect-TestAccount $plain plain
            $model = @(Get-DeepSeekModel plain)[0]

            $model.Id | Should -BeLike 'deepseek-*'
            $model.ContextWindow | Should -BeNullOrEmpty
            $model.MaxOutputTokens | Should -BeNullOrEmpty
            $model.Name | Should -BeNullOrEmpty
        }
        finally {
            Close-Simulator $plain
        }
    }
}

Describe 'Get-DeepSeekRateLimit' {
    It 'gives nulls where the answer has no such headers' {
        $limits = Get-DeepSeekRateLimit deepseek

        $limits.Kind | Should -Be @('Requests', 'Tokens')
        foreach ($limit in $limits) {
            $limit.Account | Should -Be 'deepseek'
            $limit.Limit | Should -BeNullOrEmpty
            $limit.Remaining | Should -BeNullOrEmpty
            $limit.ResetsAt | Should -BeNullOrEmpty
        }
    }

    It 'reads a reset written as <_>' -ForEach 'Seconds', 'Duration', 'Milliseconds', 'Timestamp', 'UnixTime' {
        $null = Invoke-Simulator $simulator ratelimits @{
            enabled = $true; format = $_; requestsLimit = 2500; requestsRemaining = 0; tokensLimit = 1000000; tokensRemaining = 7
            requestsResetSeconds = 12; tokensResetSeconds = 90
        }
        $requests, $tokens = Get-DeepSeekRateLimit deepseek

        $requests.Limit | Should -Be 2500
        $requests.Remaining | Should -Be 0
        $requests.Remaining | Should -Not -BeNullOrEmpty
        $requests.ResetsAt | Should -Be ([datetimeoffset]'2026-11-16T02:00:12Z')
        $tokens.Limit | Should -Be 1000000
        $tokens.Remaining | Should -Be 7
        $tokens.ResetsAt | Should -Be ([datetimeoffset]'2026-11-16T02:01:30Z')
    }

    It 'leaves null the one header that is absent' {
        $null = Invoke-Simulator $simulator ratelimits @{ enabled = $true; format = 'Seconds'; tokensRemaining = -1; tokensResetSeconds = -1 }
        $requests, $tokens = Get-DeepSeekRateLimit deepseek

        $requests.Remaining | Should -Be 0
        $tokens.Limit | Should -Be 1000000
        $tokens.Remaining | Should -BeNullOrEmpty
        $tokens.ResetsAt | Should -BeNullOrEmpty
    }
}
