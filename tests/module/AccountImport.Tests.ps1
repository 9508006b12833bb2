BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:file = Join-Path $TestDrive 'settings.json'

    function Write-Setting {
        param([object[]] $Account, [object[]] $Detected = @())
        @{ ui = @{ refresh_interval_seconds = 30 }; accounts = $Account; auto_detected_accounts = $Detected } |
            ConvertTo-Json -Depth 5 | Set-Content $file
    }
}

Describe 'Import-CostAccount' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $env:DEEPSEEK_API_KEY = 'sk-made-up-0000000000000001'
    }

    AfterEach {
        Exit-TestHome
        $env:DEEPSEEK_API_KEY = $null
    }

    It 'takes over an account, whose key stays in its environment variable' {
        Write-Setting @{ id = 'work'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY'; base_url = 'https://gateway.example.com/deepseek' }
        $account = Import-CostAccount $file -Force -WarningAction SilentlyContinue
        $account.Name, $account.Provider, $account.KeySource, $account.KeyReference | Should -Be @('work', 'DeepSeek', 'Environment', 'DEEPSEEK_API_KEY')
        $account.BaseUri | Should -Be 'https://gateway.example.com/deepseek/'
        (Get-CostAccount).Name | Should -Be 'work'
    }

    It 'says plainly which variable goes to a host that is not the provider''s' {
        Write-Setting @{ id = 'work'; provider = 'deepseek'; api_key_env = 'TEST_KEY_FOREIGN'; base_url = 'https://evil.example' }
        $asked = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; SETTINGS = $file } -Script {
            Import-CostAccount $env:SETTINGS -WhatIf
            Import-CostAccount $env:SETTINGS -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId
            (Get-CostStore).Exists
        }
        $asked.Output | Should -BeLike '*TEST_KEY_FOREIGN (not the default variable of DeepSeek) is sent to https://evil.example (not the default address of DeepSeek)*'
        $asked.Value[0] | Should -BeLike 'KeyAddressNotConfirmed,*'
        $asked.Value[1] | Should -BeFalse
    }

    It 'says where the key of a variable goes that is not the provider''s, when it is told to import it' {
        Write-Setting @{ id = 'work'; provider = 'deepseek'; api_key_env = 'TEST_KEY_FOREIGN'; base_url = 'https://api.deepseek.com/v1' }
        $null = Import-CostAccount $file -Force -WarningVariable warned -WarningAction SilentlyContinue
        "$($warned[0])" | Should -BeLike "*'work'*TEST_KEY_FOREIGN (not the default variable of DeepSeek) is sent to https://api.deepseek.com.*"
    }

    It 'shows what a terminal obeys in no name, message or question' {
        $hostile = "a`e]52;c;QQ==`a`u{202e}b"
        Write-Setting @(
            @{ id = $hostile; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' }
            @{ id = 'b'; provider = $hostile; api_key_env = 'DEEPSEEK_API_KEY' }
            @{ id = 'c'; provider = 'deepseek'; api_key_env = $hostile }
            @{ id = 'd'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY'; base_url = "https://x/$hostile" })
        $read = Import-CostAccount $file -Force -ErrorVariable failures -ErrorAction SilentlyContinue -WarningVariable warned -WarningAction SilentlyContinue
        $failures | Should -Not -BeNullOrEmpty
        "$($read | Format-List * | Out-String) $failures $warned" -replace '[\r\n]' -replace '\e\[[0-9;]*m' | Should -Not -Match '[\x00-\x1f\x7f-\x9f\u202e]'
    }

    It 'asks before it imports a variable that is not the provider''s, and takes a yes once: <Answer>' -ForEach @(@{ Answer = 'Y'; Count = 1 }, @{ Answer = 'N'; Count = 0 }) {
        Write-Setting @{ id = 'work'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_KEY_2' }
        $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; SETTINGS = $file; DEEPSEEK_KEY_2 = 'sk-made-up-1' } -Argument @() -InputText $Answer -Script {
            @(Import-CostAccount $env:SETTINGS).Count
            if ((Get-CostStore).Exists) { @(Import-CostAccount $env:SETTINGS).Count } else { 0 }
        }
        $shell.Value | Should -Be $Count, $Count
        $shell.Output | Should -BeLike '*DEEPSEEK_KEY_2*'
    }

    It 'takes the provider''s own address whatever path stands at its host: <_>' -ForEach @($null, 'https://api.deepseek.com', 'https://api.deepseek.com/v1') {
        Write-Setting @{ id = 'work'; provider = 'DEEPSEEK'; api_key_env = 'DEEPSEEK_API_KEY'; base_url = $_ }
        (Import-CostAccount $file).BaseUri | Should -Be 'https://api.deepseek.com/'
    }

    It 'asks the address that was imported, with the key of the variable' {
        $simulator = Open-Simulator -Argument '--topped-up', '20', '--clock', '2026-11-16T00:00:00Z'
        try {
            $env:DEEPSEEK_API_KEY = $simulator.Key
            Write-Setting @{ id = 'work'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY'; base_url = $simulator.BaseUri }
            $null = Import-CostAccount $file -Force -WarningAction SilentlyContinue
            (Get-DeepSeekBalance work).Total | Should -Be 20
        }
        finally { Close-Simulator $simulator }
    }

    It 'knows every provider of the catalog by its name' {
        $names = (TabExpansion2 'Set-CostBudget x 1 USD -Provider ' 33).CompletionMatches.ListItemText
        $names | Should -Contain 'DeepSeek'
        $accounts = foreach ($name in $names) { @{ id = "from-$($name -replace '\W')"; provider = $name.ToLowerInvariant() -replace '\W', '_'; api_key_env = 'DEEPSEEK_API_KEY' } }
        Write-Setting $accounts
        (Import-CostAccount $file -Force -WarningAction SilentlyContinue).Provider | Should -Be $names
    }

    It 'imports the same again without a word' {
        Write-Setting @{ id = 'work'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' }
        $null = Import-CostAccount $file
        (Import-CostAccount $file -ErrorAction Stop -WhatIf).Name | Should -Be 'work'
    }

    It 'leaves an account that is connected otherwise, unless it is forced' {
        $null = Connect-DeepSeek Work -EnvironmentVariable DEEPSEEK_API_KEY -BaseUri https://other.example.com -SkipVerification
        Write-Setting @{ id = 'work'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' }, @{ id = 'new'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' }
        $imported = Import-CostAccount $file -ErrorAction SilentlyContinue -ErrorVariable failure -WarningAction SilentlyContinue
        $imported.Name | Should -Be 'new'
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'AccountExists,*'
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        (Get-CostAccount Work).BaseUri | Should -Be 'https://other.example.com/'
        (Import-CostAccount $file -Force -WarningAction SilentlyContinue | Select-Object -First 1).BaseUri | Should -Be 'https://api.deepseek.com/'
        (Get-CostAccount).Name | Should -BeExactly @('new', 'Work')
    }

    It 'removes the sealed key of an account that is forced over' {
        $null = Unlock-CostVault (ConvertTo-Secret 'made-up password')
        $null = Connect-DeepSeek work -ApiKey (ConvertTo-Secret 'sk-made-up-0000000000000002') -SkipVerification
        (Get-CostVault).Keys | Should -Be 1
        Write-Setting @{ id = 'work'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' }
        (Import-CostAccount $file -Force).KeySource | Should -Be 'Environment'
        (Get-CostVault).Keys | Should -Be 0
    }

    It 'reports each account that it cannot take, and takes the others: <ErrorId>' -ForEach @(
        @{ Account = @{ id = 'x'; provider = 'nowhere'; api_key_env = 'A' }; ErrorId = 'ProviderNotFound'; Says = "*'nowhere'*" }
        @{ Account = @{ id = 'x'; provider = 'deepseek' }; ErrorId = 'KeyVariableNotNamed'; Says = "*The environment variable with the key of the account 'x' is not specified*" }
        @{ Account = @{ id = 'a b'; provider = 'deepseek'; api_key_env = 'A' }; ErrorId = 'InvalidAccountName'; Says = '*letters, digits*' }
        @{ Account = @{ provider = 'deepseek'; api_key_env = 'A' }; ErrorId = 'IncompleteOpenUsageAccount'; Says = '*account 1 has no id*' }
        @{ Account = @{ id = 'x'; api_key_env = 'A' }; ErrorId = 'IncompleteOpenUsageAccount'; Says = '*account 1 has no provider*' }
        @{ Account = @{ id = 'x'; provider = 'deepseek'; api_key_env = 'A'; base_url = 'http://api.example.com' }; ErrorId = 'InsecureBaseUri'; Says = '*uses http, which would send the key unencrypted*' }
        @{ Account = @{ id = 'x'; provider = 'deepseek'; api_key_env = 'A'; base_url = 'nonsense' }; ErrorId = 'InvalidBaseUri'; Says = '*must be an absolute web address*' }
    ) {
        Write-Setting $Account, @{ id = 'fine'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' }
        (Import-CostAccount $file -ErrorAction SilentlyContinue -ErrorVariable failure).Name | Should -Be 'fine'
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        "$($failure[0])" | Should -BeLike $Says
    }

    It 'neither shows nor stores a key that stands in the file: <_.api_key_env>' -ForEach @(
        @{ id = 'x'; provider = 'deepseek'; api_key = 'sk-made-up-1234567890' }
        @{ id = 'x'; provider = 'deepseek'; api_key = 'sk-made-up-1234567890'; api_key_env = 'DEEPSEEK_API_KEY' }
        @{ id = 'x'; provider = 'deepseek'; api_key_env = 'sk-made-up-1234567890' }
        @{ id = 'x'; provider = 'deepseek'; api_key_env = 'madeUp1234567890abcdefXYZ' }
        @{ id = 'sk-made-up-1234567890'; provider = 'deepseek'; api_key_env = 'A' }
        @{ id = 'x'; provider = 'sk-made-up-1234567890'; api_key_env = 'A' }
    ) {
        Write-Setting $_
        $said = Import-CostAccount $file -ErrorAction Continue *>&1 | ForEach-Object { $_ | Format-List * -Force; "$_"; $_.TargetObject; $_.ErrorDetails } | Out-String -Width 500
        $said | Should -Not -Match '1234567890'
        if (Test-Path $testHome) {
            Get-ChildItem $testHome -File | ForEach-Object { [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($_.FullName)) | Should -Not -Match '1234567890' }
        }
        if ($_.api_key) { $said | Should -Match 'appears to contain an API key' }
    }

    It 'imports a variable that looks like a key when it is there' {
        $env:madeUpVariableNumber2026 = 'sk-made-up'
        try {
            Write-Setting @{ id = 'x'; provider = 'deepseek'; api_key_env = 'madeUpVariableNumber2026' }
            (Import-CostAccount $file -Force -WarningAction SilentlyContinue).KeyReference | Should -Be 'madeUpVariableNumber2026'
        }
        finally { $env:madeUpVariableNumber2026 = $null }
    }

    It 'takes the first of two accounts of one name' {
        Write-Setting @{ id = 'a'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' }, @{ id = 'A'; provider = 'deepseek'; api_key_env = 'OTHER' }
        $imported = Import-CostAccount $file -Force -ErrorAction SilentlyContinue -ErrorVariable failure
        $imported.KeyReference | Should -Be 'DEEPSEEK_API_KEY'
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'AccountNameTwice,*'
    }

    It 'warns of a variable that is not set and of one key for two accounts' {
        Write-Setting @{ id = 'a'; provider = 'deepseek'; api_key_env = 'TEST_KEY_MISSING' }, @{ id = 'b'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' }, @{ id = 'c'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' }
        $null = Import-CostAccount $file -Force -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 3
        "$($warnings[0])" | Should -BeLike '*TEST_KEY_MISSING*is sent to*'
        "$($warnings[1])" | Should -BeLike "*TEST_KEY_MISSING, which isn't set*"
        "$($warnings[2])" | Should -BeLike "*'c' and 'b' use the same key*counted twice*"
    }

    It 'takes what OpenUsage found by itself too' {
        Write-Setting @{ id = 'a'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' } @{ id = 'found'; provider = 'deepseek'; api_key_env = 'OTHER' }
        (Import-CostAccount $file -Force -WarningAction SilentlyContinue).Name | Should -Be @('a', 'found')
    }

    It 'says of a file what is wrong with it: <Content>' -ForEach @(
        @{ Content = '{"accounts":[{]'; Says = '*line 1 can''t be read*' }
        @{ Content = '[]'; Says = '*no list of accounts*' }
    ) {
        Set-Content $file $Content
        Import-CostAccount $file -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidOpenUsageSettings,*'
        "$($failure[0])" | Should -BeLike $Says
    }

    It 'imports nothing with -WhatIf' {
        Write-Setting @{ id = 'work'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' }
        Import-CostAccount $file -WhatIf | Should -BeNullOrEmpty
        $testHome | Should -Not -Exist
    }

    It 'looks in the usual place when no file is given' -Skip:$IsWindows {
        $folder = Join-Path $TestDrive 'person'
        $null = New-Item (Join-Path $folder '.config' 'openusage') -ItemType Directory -Force
        Write-Setting @{ id = 'work'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' }
        Copy-Item $file (Join-Path $folder '.config' 'openusage' 'settings.json')
        $there = Open-FreshShell { (Import-CostAccount -WarningAction SilentlyContinue).Name } -Environment @{ HOME = $folder; COSTCOMPASS_HOME = $testHome }
        (Wait-FreshShell $there).Value | Should -Be 'work'

        $none = Open-FreshShell { Import-CostAccount -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId } -Environment @{ HOME = "$folder-none"; COSTCOMPASS_HOME = $testHome }
        (Wait-FreshShell $none).Value | Should -BeLike 'ImportFileNotFound,*'
    }

    It 'takes files from the pipeline' {
        Write-Setting @{ id = 'work'; provider = 'deepseek'; api_key_env = 'DEEPSEEK_API_KEY' }
        (Get-Item $file | Import-CostAccount).Name | Should -Be 'work'
        ($file | Import-CostAccount).Name | Should -Be 'work'
    }
}
