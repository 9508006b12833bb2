BeforeDiscovery {
    $script:names = 'Anthropic', 'DeepSeek', 'DigitalOcean', 'Moonshot', 'Novita', 'OpenAI', 'OpenRouter', 'RunPod', 'SiliconFlow', 'Vast', 'Vercel'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:simulator = Open-Simulator -Argument '--topped-up', '20', '--granted', '5', '--admin', '--clock', '2026-11-16T09:00:00Z'
    $script:examples = Join-Path (Get-RepositoryPath) 'examples' 'providers'

    function Get-Address([string] $Provider) { $simulator.BaseUri + (Get-CostProvider $Provider).BaseUri.AbsolutePath.TrimEnd('/') }

    function Get-Completion([string] $Line) {
        (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches | Where-Object ResultType -EQ ParameterValue
    }

    function Save-Definition([hashtable] $Change = @{}) {
        $definition = [ordered]@{
            name = 'Sample'; kind = 'Balance'; baseUri = $simulator.BaseUri; environmentVariable = 'TEST_KEY'
            request = @{ path = 'v1/user/balance' }; answer = @{ total = 'credits'; unit = 0.01; currency = 'USD' }
        }
        foreach ($name in $Change.Keys) { $definition[$name] = $Change[$name] }
        $file = Join-Path $TestDrive "definition-$([guid]::NewGuid().ToString('n')).json"
        $definition | ConvertTo-Json -Depth 5 | Set-Content $file
        $file
    }
}

AfterAll {
    Close-Simulator $simulator
    Exit-TestHome
}

Describe 'Providers' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        Enter-Instant '2026-11-16T09:00:00Z' $simulator
        $env:TEST_KEY = $simulator.Key
        $null = Invoke-Simulator $simulator requests -Method Delete
        $null = Invoke-Simulator $simulator fault -Method Delete
    }

    AfterEach { Remove-Item Env:TEST_KEY -ErrorAction Ignore }

    Context 'Get-CostProvider' {
        It 'lists every provider, with its kind, its key and its variables' -ForEach @{ Names = $names } {
            $providers = Get-CostProvider

            $providers.Name | Should -Be $Names
            ($providers | Where-Object Kind -EQ CostReport).Key | Should -Be @('Admin', 'Admin')
            ($providers | Where-Object Kind -EQ Cumulative).Name | Should -Be @('DigitalOcean', 'OpenRouter', 'Vercel')
            $providers.Reports | Should -Not -BeNullOrEmpty
            $providers.DoesNotReport | Should -Not -BeNullOrEmpty
            Test-Path $testHome | Should -BeFalse
        }

        It 'names <Variable> for <Name>, and <Address> for its address' -ForEach @(
            @{ Name = 'DeepSeek'; Variable = 'DEEPSEEK_API_KEY'; Address = 'DEEPSEEK_BASE_URL' }
            @{ Name = 'Anthropic'; Variable = 'ANTHROPIC_ADMIN_KEY'; Address = 'ANTHROPIC_ADMIN_BASE_URL' }
            @{ Name = 'OpenAI'; Variable = 'OPENAI_ADMIN_KEY'; Address = 'OPENAI_ADMIN_BASE_URL' }
            @{ Name = 'DigitalOcean'; Variable = 'DIGITALOCEAN_TOKEN'; Address = 'DIGITALOCEAN_BASE_URL' }
            @{ Name = 'Vercel'; Variable = 'AI_GATEWAY_API_KEY'; Address = 'AI_GATEWAY_BASE_URL' }
        ) {
            $provider = Get-CostProvider $Name
            $provider.EnvironmentVariable | Should -BeExactly $Variable
            $provider.BaseUriVariable | Should -BeExactly $Address
        }

        It 'takes wildcards and names from the pipeline' {
            (Get-CostProvider Open*).Name | Should -Be @('OpenAI', 'OpenRouter')
            ([pscustomobject]@{ Provider = 'vast' } | Get-CostProvider).Name | Should -Be 'Vast'
            Get-CostProvider Nothing* | Should -BeNullOrEmpty
        }

        It 'says that a name is of no provider, and goes on' {
            $found = Get-CostProvider Nobody, Vast -ErrorVariable failures -ErrorAction SilentlyContinue

            $found.Name | Should -Be 'Vast'
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'ProviderNotFound,*'
            $failures[0].TargetObject | Should -Be 'Nobody'
        }

        It 'completes <_> -> names with what each tells' -ForEach 'Get-CostProvider -Name ', 'Connect-CostProvider -Provider ', 'Connect-CostProvider ' {
            $offered = Get-Completion "${_}op"
            $offered.CompletionText | Should -Be @('OpenAI', 'OpenRouter')
            $offered[0].ToolTip | Should -Be 'CostReport, Admin key: The daily billed cost of the organization (UTC), by line item.'
        }
    }

    Context 'Connect-CostProvider' {
        It 'verifies and connects <_>' -ForEach $names {
            $account = Connect-CostProvider -Provider $_.ToUpperInvariant() -EnvironmentVariable TEST_KEY -BaseUri (Get-Address $_)

            $account.Name | Should -BeExactly $_.ToLowerInvariant()
            $account.Provider | Should -BeExactly $_
            $account.Status | Should -Be 'Ok'
            $account.KeySource | Should -Be 'Environment'
            $log = Invoke-Simulator $simulator requests
            $log.count | Should -Be 1
            $log.requests[0].authorization | Should -Be 'Matched'
            Get-CostSnapshot | Should -BeNullOrEmpty
        }

        It 'takes the key from the vault' {
            $null = Unlock-CostVault -CurrentUser
            $account = Connect-CostProvider Vast team-vast -ApiKey (ConvertTo-Secret $simulator.Key) -BaseUri (Get-Address Vast)

            $account.Name | Should -Be 'team-vast'
            $account.KeySource | Should -Be 'Vault'
            (Get-CostVault).Keys | Should -Be 1
        }

        It 'says which key <_> needs when an ordinary one is given' -ForEach 'Anthropic', 'OpenAI' {
            $null = Invoke-Simulator $simulator accounts @{ key = 'ordinary-key-0001'; toppedUp = 5 }
            $env:TEST_KEY = 'ordinary-key-0001'
            Connect-CostProvider $_ -EnvironmentVariable TEST_KEY -BaseUri (Get-Address $_) -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0].FullyQualifiedErrorId | Should -Match '^Key(Rejected|Forbidden),'
            $failures[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failures[0].TargetObject | Should -Be $_.ToLowerInvariant()
            $failures[0].Exception.Message | Should -BeLike '*it requires an admin key of the organization*'
            $failures[0].ErrorDetails.RecommendedAction | Should -BeLike 'Have an administrator of the organization create an admin key at https://*'
            "$($failures[0])$($failures[0].ErrorDetails.RecommendedAction)" | Should -Not -BeLike '*ordinary-key*'
            Get-CostAccount | Should -BeNullOrEmpty
        }

        It 'warns of an account that cannot call' {
            $null = Invoke-Simulator $simulator accounts @{ key = 'empty-key-0001'; toppedUp = 0 }
            $env:TEST_KEY = 'empty-key-0001'
            $account = Connect-CostProvider RunPod -EnvironmentVariable TEST_KEY -BaseUri (Get-Address RunPod) -WarningVariable warnings -WarningAction SilentlyContinue

            $account.Status | Should -Be 'Error'
            $warnings | Should -BeLike "RunPod reports that the account 'runpod' can't make calls*"
        }

        It 'asks which provider, knows no other, and stores nothing' {
            Connect-CostProvider -EnvironmentVariable TEST_KEY -ErrorVariable none -ErrorAction SilentlyContinue
            Connect-CostProvider Nobody -EnvironmentVariable TEST_KEY -ErrorVariable unknown -ErrorAction SilentlyContinue

            $none[0].FullyQualifiedErrorId | Should -BeLike 'ProviderNotGiven,*'
            $unknown[0].FullyQualifiedErrorId | Should -BeLike 'ProviderNotFound,*'
            $unknown[0].ErrorDetails.RecommendedAction | Should -BeLike 'Use one of: Anthropic, DeepSeek*'
            Test-Path $testHome | Should -BeFalse
        }

        It 'does nothing with -WhatIf, a definition included' {
            Connect-CostProvider Vast -EnvironmentVariable TEST_KEY -BaseUri (Get-Address Vast) -WhatIf | Should -BeNullOrEmpty
            Connect-CostProvider -Definition (Save-Definition) -WhatIf | Should -BeNullOrEmpty
            (Invoke-Simulator $simulator requests).count | Should -Be 0
            Test-Path $testHome | Should -BeFalse
        }

        It 'does not send the key of a new provider to the address of the former one' {
            $null = Connect-CostProvider Vast shared -EnvironmentVariable TEST_KEY -BaseUri (Get-Address Vast)
            $account = Connect-CostProvider Novita shared -EnvironmentVariable TEST_KEY -SkipVerification -Force

            $account.Provider | Should -Be 'Novita'
            $account.BaseUri | Should -Be 'https://api.novita.ai/'
        }

        It 'keeps the address of an account that is connected again' {
            $null = Connect-CostProvider Vast -EnvironmentVariable TEST_KEY -BaseUri (Get-Address Vast)
            (Connect-CostProvider Vast -EnvironmentVariable TEST_KEY -Force).BaseUri | Should -Be "$(Get-Address Vast)/"
        }
    }

    Context 'A provider from an environment variable' {
        It 'is an account of its own, asked at the address beside it: <Name>' -ForEach @(
            @{ Name = 'Anthropic'; Key = 'ANTHROPIC_ADMIN_KEY'; Address = 'ANTHROPIC_ADMIN_BASE_URL' }
            @{ Name = 'DigitalOcean'; Key = 'DIGITALOCEAN_TOKEN'; Address = 'DIGITALOCEAN_BASE_URL' }
            @{ Name = 'Moonshot'; Key = 'MOONSHOT_API_KEY'; Address = 'MOONSHOT_BASE_URL' }
        ) {
            [Environment]::SetEnvironmentVariable($Key, $simulator.Key)
            [Environment]::SetEnvironmentVariable($Address, (Get-Address $Name))

            $account = Get-CostAccount

            $account.Name | Should -BeExactly $Name.ToLowerInvariant()
            $account.KeyReference | Should -BeExactly $Key
            "$($account.BaseUri)".TrimEnd('/') | Should -Be (Get-Address $Name)
        }

        It 'does not go to the address of ordinary keys with an admin key' {
            $env:OPENAI_ADMIN_KEY = $simulator.Key
            $env:OPENAI_BASE_URL = 'https://gateway.example.org/v1'
            try { (Get-CostAccount openai).BaseUri | Should -Be 'https://api.openai.com/v1' }
            finally { Remove-Item Env:OPENAI_BASE_URL }
        }

        It 'is named when nothing is connected' {
            Update-CostSnapshot -ErrorVariable failures -ErrorAction SilentlyContinue
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'NoAccount,*'
            $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*Connect-CostProvider*Get-CostProvider*DEEPSEEK_API_KEY*'
        }
    }

    Context 'Connect-CostProvider -Definition' {
        It 'connects the example <_> and keeps its definition' -ForEach 'stability.json', 'daily-report.json' {
            $null = Invoke-Simulator $simulator cost @{ key = $simulator.Key; day = '2026-11-15'; amount = 1.5; service = 'Calls' }
            $account = Connect-CostProvider -Definition (Join-Path $examples $_) -Name mine -EnvironmentVariable TEST_KEY -BaseUri $simulator.BaseUri

            $account.Status | Should -Be 'Ok'
            (Invoke-Simulator $simulator requests).requests[-1].authorization | Should -Be 'Matched'
            $provider = Get-CostProvider $account.Provider
            $provider.DefinitionPath | Should -Be (Join-Path $testHome 'providers' "$($account.Provider.ToLowerInvariant()).json")
            Get-Content $provider.DefinitionPath -Raw | Should -BeExactly (Get-Content (Join-Path $examples $_) -Raw)
            if (-not $IsWindows) {
                [IO.File]::GetUnixFileMode($provider.DefinitionPath) | Should -Be 'UserWrite, UserRead'
                [IO.File]::GetUnixFileMode((Split-Path $provider.DefinitionPath)) | Should -Be 'UserExecute, UserWrite, UserRead'
            }
        }

        It 'is known afterwards without the file, in another session as well' {
            $file = Save-Definition
            $null = Connect-CostProvider -Definition $file -EnvironmentVariable TEST_KEY
            Remove-Item $file

            (Get-CostAccount).Name | Should -Be 'sample'
            (Get-CostAccount).BaseUri | Should -Be "$($simulator.BaseUri)/"
            (Connect-CostProvider Sample second -EnvironmentVariable TEST_KEY).Status | Should -Be 'Ok'
            (Get-Completion 'Connect-CostProvider Sam').CompletionText | Should -Be 'Sample'
            $other = Invoke-FreshShell { (Get-CostProvider Sample).EnvironmentVariable } -Environment @{ COSTCOMPASS_HOME = $testHome }
            $other.Value | Should -Be 'TEST_KEY'
        }

        It 'refuses <Problem>, naming the field, and sends and stores nothing' -ForEach @(
            @{ Problem = 'plain http'; Change = @{ baseUri = 'http://api.example.com' }; Field = 'baseUri' }
            @{ Problem = 'a key in the address'; Change = @{ request = @{ path = 'balance?api_key={key}' } }; Field = 'request.path' }
            @{ Problem = 'a header that is two'; Change = @{ request = @{ path = 'a'; headers = @{ 'X' = "1`r`nHost: evil" } } }; Field = 'request.headers.X' }
            @{ Problem = 'a field that is not known'; Change = @{ run = 'calc' }; Field = 'run' }
            @{ Problem = 'the name of a built-in provider'; Change = @{ name = 'OpenAI' }; Field = 'name' }
            @{ Problem = 'the key of a built-in provider'; Change = @{ environmentVariable = 'OPENAI_ADMIN_KEY' }; Field = 'environmentVariable' }
            @{ Problem = 'a name that leads elsewhere'; Change = @{ name = '../../x' }; Field = 'name' }
        ) {
            Connect-CostProvider -Definition (Save-Definition $Change) -EnvironmentVariable TEST_KEY -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'InvalidProviderDefinition,*'
            $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failures[0].Exception.Message | Should -BeLike "*is not valid: $Field *"
            (Invoke-Simulator $simulator requests).count | Should -Be 0
            Test-Path $testHome | Should -BeFalse
        }

        It 'keeps nothing when the key is refused' {
            $env:TEST_KEY = 'nobodys-key-0001'
            Connect-CostProvider -Definition (Save-Definition) -EnvironmentVariable TEST_KEY -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0].FullyQualifiedErrorId | Should -BeLike 'KeyRejected,*'
            Get-CostProvider Sam* | Should -BeNullOrEmpty
        }

        It 'does not replace another definition without being told to' {
            $null = Connect-CostProvider -Definition (Save-Definition) -EnvironmentVariable TEST_KEY
            $other = Save-Definition @{ answer = @{ total = 'credits'; unit = 0.02; currency = 'EUR' } }
            $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; OTHER = $other; TEST_KEY = $simulator.Key } {
                Connect-CostProvider -Definition $env:OTHER -Name another -EnvironmentVariable TEST_KEY -ErrorVariable failures -ErrorAction SilentlyContinue
                $failures[0].FullyQualifiedErrorId
                (Connect-CostProvider -Definition $env:OTHER -Name another -Force).Name
            }

            $shell.Value[0] | Should -BeLike 'DefinitionExists,*'
            $shell.Value[1] | Should -Be 'another'
        }

        It 'refuses a kept definition that others may have changed, and goes on with the rest' -Skip:$IsWindows {
            $null = Connect-CostProvider -Definition (Save-Definition) -EnvironmentVariable TEST_KEY
            [IO.File]::SetUnixFileMode((Join-Path $testHome 'providers' 'sample.json'), 'UserRead, UserWrite, GroupWrite')

            $found = Get-CostProvider -ErrorVariable failures -ErrorAction SilentlyContinue
            $found | Should -HaveCount 11
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'DefinitionExposed,*'
            Connect-CostProvider Sample again -EnvironmentVariable TEST_KEY -ErrorVariable refused -ErrorAction SilentlyContinue
            $refused[0].FullyQualifiedErrorId | Should -BeLike 'DefinitionExposed,*'
        }

        It 'does not send <_> to the host of a definition that asks for it, unless it is told to' -ForEach 'PATH', 'AWS_SECRET_ACCESS_KEY' {
            $file = Save-Definition @{ environmentVariable = $_ }
            $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; FILE = $file; NAME = $_; AWS_SECRET_ACCESS_KEY = 'made-up-secret-0001' } {
                Connect-CostProvider -Definition $env:FILE -ErrorVariable failures -ErrorAction SilentlyContinue
                Connect-CostProvider -Definition $env:FILE -SkipVerification -ErrorVariable +failures -ErrorAction SilentlyContinue
                $failures | ForEach-Object { $_.FullyQualifiedErrorId, "$($_.CategoryInfo.Category)", $_.ErrorDetails.RecommendedAction }
            }

            $shell.Value | Should -HaveCount 6
            foreach ($first in 0, 3) {
                $shell.Value[$first] | Should -BeLike 'VariableNotConfirmed,*'
                $shell.Value[$first + 1] | Should -Be 'SecurityError'
                $shell.Value[$first + 2] | Should -BeLike "*-EnvironmentVariable $_*"
            }
            (Invoke-Simulator $simulator requests).count | Should -Be 0
            Test-Path $testHome | Should -BeFalse
        }

        It 'takes a variable that the definition names with -Force, and from then on without it' {
            $file = Save-Definition
            (Connect-CostProvider -Definition $file -Force).KeyReference | Should -Be 'TEST_KEY'
            $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; TEST_KEY = $simulator.Key } {
                (Update-CostSnapshot sample).Total
                (Connect-CostProvider Sample second).Name
                Connect-CostProvider Sample third -BaseUri http://127.0.0.1:1 -ErrorVariable failures -ErrorAction SilentlyContinue
                $failures[0].FullyQualifiedErrorId
            }
            $shell.Value[0] | Should -Be 25
            $shell.Value[1] | Should -Be 'second' -Because 'the variable is confirmed for that address'
            $shell.Value[2] | Should -BeLike 'VariableNotConfirmed,*'
        }

        It 'says that there is no such file' {
            Connect-CostProvider -Definition (Join-Path $TestDrive 'none.json') -ErrorVariable failures -ErrorAction SilentlyContinue
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'DefinitionNotFound,*'
        }
    }
}
