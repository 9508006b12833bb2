BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:simulator = Open-Simulator -Argument '--topped-up', '20', '--clock', '2026-11-16T00:00:00Z'
    $script:secondKey = 'sk-made-up-0000000000000002'
    $null = Invoke-Simulator $simulator accounts @{ key = $secondKey; currency = 'CNY'; toppedUp = 5 }
}

AfterAll {
    Close-Simulator $simulator
    Exit-TestHome
}

Describe 'Connect-DeepSeek' {
    BeforeEach {
        $null = Enter-TestHome
        Enter-Instant '2026-11-16T00:00:00Z' $simulator
        $env:TEST_KEY = $simulator.Key
        $null = Invoke-Simulator $simulator requests -Method Delete
        $script:where = @{ BaseUri = $simulator.BaseUri }
    }

    AfterEach { Remove-Item Env:TEST_KEY -ErrorAction Ignore }

    It 'verifies the key with one call for the balance, and takes no snapshot' {
        $account = Connect-DeepSeek -EnvironmentVariable TEST_KEY @where

        $account.Name | Should -Be 'deepseek'
        $account.Provider | Should -Be 'DeepSeek'
        $account.BaseUri | Should -Be "$($simulator.BaseUri)/"
        $account.KeySource | Should -Be 'Environment'
        $account.KeyReference | Should -Be 'TEST_KEY'
        $account.Status | Should -Be 'Ok'
        $account.Currency | Should -BeNullOrEmpty
        $account.LastSeen | Should -BeNullOrEmpty
        $log = Invoke-Simulator $simulator requests
        $log.count | Should -Be 1
        $log.requests[0].path | Should -Be '/user/balance'
        $log.requests[0].authorization | Should -Be 'Matched'
        Get-CostSnapshot | Should -BeNullOrEmpty
        (Get-CostStore).Snapshots | Should -Be 0
    }

    It 'asks nobody with -SkipVerification' {
        $account = Connect-DeepSeek -EnvironmentVariable TEST_KEY @where -SkipVerification

        $account.Status | Should -Be 'Unknown'
        (Invoke-Simulator $simulator requests).count | Should -Be 0
    }

    It 'stores nothing when the key is refused' {
        $env:TEST_KEY = 'sk-made-up-nobodys-key'
        $account = Connect-DeepSeek -EnvironmentVariable TEST_KEY @where -ErrorVariable failures -ErrorAction SilentlyContinue

        $account | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'KeyRejected,*'
        Get-CostAccount | Should -BeNullOrEmpty
        (Get-CostStore).Exists | Should -BeFalse
    }

    It 'seals a key from -ApiKey in the vault, and asks with it' {
        $null = Unlock-CostVault -CurrentUser
        $account = Connect-DeepSeek -ApiKey (ConvertTo-Secret $secondKey) @where

        $account.KeySource | Should -Be 'Vault'
        $account.KeyReference | Should -BeNullOrEmpty
        (Get-CostVault).Keys | Should -Be 1
        (Get-DeepSeekBalance).Currency | Should -Be 'CNY'
    }

    It 'takes the password of a credential as the key' {
        $null = Unlock-CostVault -CurrentUser
        $null = Connect-DeepSeek -Credential ([pscredential]::new('whoever', (ConvertTo-Secret $secondKey))) @where

        (Get-DeepSeekBalance).Currency | Should -Be 'CNY'
    }

    It 'warns of an account that cannot call, and connects it' {
        $empty = 'sk-made-up-0000000000000003'
        $null = Invoke-Simulator $simulator accounts @{ key = $empty; currency = 'USD' }
        $env:TEST_KEY = $empty
        $account = Connect-DeepSeek -EnvironmentVariable TEST_KEY @where -WarningVariable warnings -WarningAction SilentlyContinue

        $account.Status | Should -Be 'Error'
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike "*'deepseek'*can't make calls*"
    }

    It 'refuses the name <_>' -ForEach 'a b', '-a', 'a/b', ('x' * 65), 'a*' {
        $null = Connect-DeepSeek $_ -EnvironmentVariable TEST_KEY @where -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'InvalidAccountName,*'
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        (Get-CostStore).Exists | Should -BeFalse
    }

    It 'refuses a key with a line break in it before anything is sent' {
        $null = Unlock-CostVault -CurrentUser
        $broken = ConvertTo-Secret "sk-made-up`n-0000"
        $null = Connect-DeepSeek -ApiKey $broken @where -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'InvalidKey,*'
        $failures[0].TargetObject | Should -Be 'deepseek'
        (Invoke-Simulator $simulator requests).count | Should -Be 0
        (Get-CostVault).Keys | Should -Be 0
    }

    It 'says how a key is given that came as plain text, without repeating it' {
        $failure = { Connect-DeepSeek -ApiKey $secondKey @where } | Should -Throw '*must be a SecureString*Read-Host -AsSecureString*' -PassThru
        ($failure | Format-List * -Force | Out-String).Contains($secondKey) | Should -BeFalse
        (Get-CostStore).Exists | Should -BeFalse
    }

    It 'says which variable is not set' {
        $null = Connect-DeepSeek -EnvironmentVariable TEST_KEY_OF_NOBODY @where -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'KeyVariableMissing,*'
        $failures[0].Exception.Message | Should -BeLike '*TEST_KEY_OF_NOBODY*'
    }
}

Describe 'Connecting an account again' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        Enter-Instant '2026-11-16T00:00:00Z' $simulator
        $env:TEST_KEY = $simulator.Key
        $script:where = @{ BaseUri = $simulator.BaseUri }
        $null = Unlock-CostVault -CurrentUser
        $null = Connect-DeepSeek -ApiKey (ConvertTo-Secret $secondKey) @where
    }

    AfterEach { Remove-Item Env:TEST_KEY -ErrorAction Ignore }

    It 'replaces its key with -Force, forgets the sealed one, and keeps its history' {
        $null = Update-CostSnapshot
        $account = Connect-DeepSeek DEEPSEEK -EnvironmentVariable TEST_KEY @where -Force

        $account | Should -HaveCount 1
        $account.KeySource | Should -Be 'Environment'
        (Get-CostVault).Keys | Should -Be 0
        Get-CostAccount | Should -HaveCount 1
        Get-CostSnapshot | Should -HaveCount 1
        (Get-DeepSeekBalance).Currency | Should -Be 'USD'
    }

    It 'with -SkipVerification forgets what the former key was answered' {
        $null = Get-DeepSeekBalance
        (Get-CostAccount).Status | Should -Be 'Ok'
        (Connect-DeepSeek -EnvironmentVariable TEST_KEY @where -Force -SkipVerification).Status | Should -Be 'Unknown'
    }

    It 'is an error where nobody can be asked' {
        $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; TEST_KEY = $simulator.Key; BASE = $simulator.BaseUri } -Script {
            Connect-DeepSeek -EnvironmentVariable TEST_KEY -BaseUri $env:BASE -ErrorVariable failures -ErrorAction SilentlyContinue
            $failures.FullyQualifiedErrorId
            "$($failures.CategoryInfo.Category)"
            $failures.TargetObject
            $failures.ErrorDetails.RecommendedAction
        }

        $shell.Value[0] | Should -Be 'AccountExists,CostCompass.Commands.ConnectDeepSeekCommand'
        $shell.Value[1] | Should -Be 'ResourceExists'
        $shell.Value[2] | Should -Be 'deepseek'
        $shell.Value[3] | Should -BeLike '*-Force*'
        (Get-CostAccount).KeySource | Should -Be 'Vault'
    }

    It 'asks, and does what the answer <Answer> says' -ForEach @(
        @{ Answer = 'Y'; KeySource = 'Environment' }
        @{ Answer = 'N'; KeySource = 'Vault' }
    ) {
        $environment = @{ COSTCOMPASS_HOME = $testHome; TEST_KEY = $simulator.Key; BASE = $simulator.BaseUri }
        $shell = Invoke-FreshShell -Argument @() -InputText $Answer -Environment $environment -Script {
            $null = Connect-DeepSeek -EnvironmentVariable TEST_KEY -BaseUri $env:BASE -SkipVerification
        }

        $shell.HasEnded | Should -BeTrue
        $shell.Output | Should -BeLike "*'deepseek' is already connected. Replace its key*"
        (Get-CostAccount).KeySource | Should -Be $KeySource
    }
}

Describe 'DEEPSEEK_API_KEY alone' {
    BeforeEach {
        $null = Enter-TestHome
        Enter-Instant '2026-11-16T00:00:00Z' $simulator
        $env:DEEPSEEK_API_KEY = $simulator.Key
        $env:DEEPSEEK_BASE_URL = $simulator.BaseUri
    }

    It 'makes the account deepseek, without storing it' {
        $account = Get-CostAccount

        $account.Name | Should -Be 'deepseek'
        $account.KeySource | Should -Be 'Environment'
        $account.KeyReference | Should -Be 'DEEPSEEK_API_KEY'
        $account.Status | Should -Be 'Unknown'
        (Get-CostStore).Exists | Should -BeFalse
    }

    It 'is enough for balance, snapshot and history' {
        (Get-DeepSeekBalance).Total | Should -Be 20
        (Update-CostSnapshot).Quality | Should -Be 'Baseline'
        $account = Get-CostAccount

        $account.Currency | Should -Be 'USD'
        $account.LastSeen | Should -Be ([datetimeoffset]'2026-11-16T00:00:00Z')
        (Get-CostStore).Accounts | Should -Be 0
    }

    It 'makes no account beside a connected one' {
        $null = Connect-TestAccount $simulator team
        (Get-CostAccount).Name | Should -Be 'team'
    }

    It 'is an account whose history can be removed by its name' {
        $null = Update-CostSnapshot
        Disconnect-CostAccount deepseek -RemoveHistory -Confirm:$false
        Get-CostSnapshot | Should -BeNullOrEmpty
    }

    It 'and no account at all is one error that says what to do' {
        $env:DEEPSEEK_API_KEY = $null
        $null = Update-CostSnapshot -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'NoAccount,*'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*Connect-DeepSeek*DEEPSEEK_API_KEY*'
    }
}

Describe 'Disconnect-CostAccount' {
    BeforeEach {
        $null = Enter-TestHome
        Enter-Instant '2026-11-16T00:00:00Z' $simulator
        $null = Unlock-CostVault -CurrentUser
        $null = Connect-DeepSeek sealed -ApiKey (ConvertTo-Secret $secondKey) -BaseUri $simulator.BaseUri
        $null = Connect-TestAccount $simulator other
        $null = Update-CostSnapshot
    }

    It 'removes the account and its sealed key, and leaves the history' {
        Disconnect-CostAccount sealed

        (Get-CostAccount).Name | Should -Be 'other'
        (Get-CostVault).Keys | Should -Be 0
        (Get-CostSnapshot).Account | Should -Be @('other', 'sealed')
    }

    It 'removes the history of that account alone with -RemoveHistory' {
        Disconnect-CostAccount sealed -RemoveHistory -Confirm:$false

        (Get-CostSnapshot).Account | Should -Be 'other'
    }

    It 'takes accounts from the pipeline' {
        Get-CostAccount | Disconnect-CostAccount

        Get-CostAccount | Should -BeNullOrEmpty
        Get-CostSnapshot | Should -HaveCount 2
    }

    It 'names an account that is not there' {
        Disconnect-CostAccount nobody -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'AccountNotFound,*'
        $failures[0].TargetObject | Should -Be 'nobody'
    }
}

Describe 'A key from SecretManagement' {
    BeforeAll {
        # Only the part of the real module that is used: a command of that module and name.
        $script:modules = Join-Path $TestDrive 'modules'
        $fake = Join-Path $modules 'Microsoft.PowerShell.SecretManagement'
        $null = New-Item $fake -ItemType Directory
        Set-Content (Join-Path $fake 'Microsoft.PowerShell.SecretManagement.psm1') -Value @'
function Get-Secret {
    [CmdletBinding()]
    param([string] $Name, [string] $Vault)
    if ($Name -ne 'deepseek-key' -or ($Vault -and $Vault -ne 'Team')) {
        Write-Error "The secret $Name was not found."
        return
    }
    $secret = [securestring]::new()
    foreach ($character in $env:FAKE_SECRET.ToCharArray()) { $secret.AppendChar($character) }
    $secret
}
Export-ModuleMember -Function Get-Secret
'@
        $script:path = $env:PSModulePath
        $env:PSModulePath = $modules + [IO.Path]::PathSeparator + $path
    }

    AfterAll {
        $env:PSModulePath = $path
        Remove-Module Microsoft.PowerShell.SecretManagement -ErrorAction Ignore
        Remove-Item Env:FAKE_SECRET -ErrorAction Ignore
    }

    BeforeEach {
        $null = Enter-TestHome
        $env:FAKE_SECRET = $secondKey
    }

    It 'is asked for each time, and stored nowhere' {
        $account = Connect-DeepSeek -SecretName deepseek-key -Vault Team -BaseUri $simulator.BaseUri

        $account.KeySource | Should -Be 'SecretManagement'
        $account.KeyReference | Should -Be 'deepseek-key'
        $account.SecretVault | Should -Be 'Team'
        (Update-CostSnapshot).Currency | Should -Be 'CNY'
        $env:FAKE_SECRET = $simulator.Key
        (Get-DeepSeekBalance).Currency | Should -Be 'USD'
        (Get-CostVault).Exists | Should -BeFalse
    }

    It 'that is not there is an error of the account' {
        $null = Connect-DeepSeek -SecretName another -BaseUri $simulator.BaseUri -ErrorVariable failures -ErrorAction SilentlyContinue
        $own = @($failures | Where-Object FullyQualifiedErrorId -Like '*ConnectDeepSeekCommand')

        $own | Should -HaveCount 1
        $own[0].FullyQualifiedErrorId | Should -BeLike 'SecretNotFound,*'
        $own[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
        $own[0].Exception.Message | Should -BeLike "*can't be read from the secret 'another'*was not found*"
        Get-CostAccount | Should -BeNullOrEmpty
    }
}

Describe 'A key in the place of a name' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
        Import-Module (Get-BuiltModulePath)
        $null = Enter-TestHome
    }

    AfterAll { Exit-TestHome }

    It 'is refused for -<Parameter>, neither stored nor shown' -ForEach @{ Parameter = 'SecretName' }, @{ Parameter = 'EnvironmentVariable' } {
        $given = @{ $Parameter = 'sk-made-up-in-the-wrong-place' }
        $failure = { Connect-DeepSeek @given -SkipVerification -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'KeyInsteadOfName,*'
        "$($failure | Format-List * -Force | Out-String)" | Should -Not -Match 'sk-made-up'
        Get-CostAccount | Should -BeNullOrEmpty
    }
}

Describe 'An account that is connected again' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
        Import-Module (Get-BuiltModulePath)
        $script:where = Open-Simulator
        $script:elsewhere = Open-Simulator
        $script:key = ConvertTo-Secret $where.Key
    }

    BeforeEach {
        $null = Enter-TestHome
        $null = Unlock-CostVault -Password (ConvertTo-Secret 'a made-up password')
        $null = Connect-DeepSeek -ApiKey $key -BaseUri $where.BaseUri
    }

    AfterEach { $null = Lock-CostVault; Exit-TestHome }

    AfterAll {
        Close-Simulator $where
        Close-Simulator $elsewhere
    }

    It 'keeps its address when only the key is replaced' {
        $env:DEEPSEEK_BASE_URL = $elsewhere.BaseUri
        (Connect-DeepSeek -ApiKey $key -Force).BaseUri | Should -Be ([uri]$where.BaseUri)
        (Invoke-Simulator $elsewhere requests).count | Should -Be 0
    }

    It 'takes another address when one is given' {
        (Connect-DeepSeek -ApiKey $key -BaseUri $elsewhere.BaseUri -Force).BaseUri | Should -Be ([uri]$elsewhere.BaseUri)
    }

    It 'keeps account and history when the vault is locked and so it cannot be disconnected' {
        $null = Update-CostSnapshot
        $null = Lock-CostVault
        $failure = { Disconnect-CostAccount deepseek -RemoveHistory -Confirm:$false -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'VaultLocked,*'
        (Get-CostStore).Snapshots | Should -Be 1
        (Get-CostAccount).Name | Should -Be 'deepseek'
    }

    It 'does not take a key for a name, and shows it nowhere' {
        $failure = { Connect-DeepSeek sk-made-up-typed-first -SkipVerification -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'KeyInsteadOfName,*'
        $failure.Exception.Message | Should -Not -Match 'typed-first'
        "$($failure.TargetObject)" | Should -Not -Match 'typed-first'
        $other = { Update-CostSnapshot sk-made-up-typed-first -ErrorAction Stop } | Should -Throw -PassThru
        $other.Exception.Message | Should -Not -Match 'typed-first'
        (Get-CostAccount).Name | Should -Be 'deepseek'
    }

    It 'completes its name' {
        (TabExpansion2 'Connect-DeepSeek -Name dee' 26).CompletionMatches.CompletionText | Should -Contain 'deepseek'
    }

    It 'warns of a snapshot from the future, and lists it' {
        $env:COSTCOMPASS_CLOCK = '2030-01-01T00:00:00Z'
        $null = Update-CostSnapshot
        $env:COSTCOMPASS_CLOCK = '2026-11-22T00:00:00Z'
        $null = Update-CostSnapshot -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike '*is in the future*Remove-CostSnapshot*'
        @(Get-CostSnapshot).Count | Should -Be 1

        # The command that is advised can be copied as it is.
        & ([scriptblock]::Create("$($said[0].Message -replace '(?s).*run: ') -Confirm:`$false"))
        Get-CostSnapshot -WarningAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'gives early figures before a whole day is observed' {
        $env:COSTCOMPASS_CLOCK = '2026-11-22T10:00:00Z'
        $null = Update-CostSnapshot
        $null = Invoke-Simulator $where spend @{ amount = 1 }
        $env:COSTCOMPASS_CLOCK = '2026-11-22T11:00:00Z'
        $null = Update-CostSnapshot
        $forecast = Get-CostForecast -TimeZone UTC
        $forecast.IsEarly | Should -BeTrue
        $forecast.DailyBurn | Should -Be 3.565204916
        $forecast.Low | Should -BeLessThan $forecast.Total
        $forecast.High | Should -BeGreaterThan $forecast.Total
        $forecast.Confidence | Should -Be 'Low'
    }

    It 'answers <Bad> with an error of its own' -ForEach @(
        @{ Bad = 'Get-CostSpend [a-'; Id = 'InvalidPattern'; Command = { $null = Update-CostSnapshot; Get-CostSpend -GroupBy Window '[a-' -ErrorAction Stop } }
        @{ Bad = 'Get-CostForecast -Month 9999-12'; Id = 'MonthOutOfRange'; Command = { $null = Update-CostSnapshot; $null = Update-CostSnapshot; Get-CostForecast -Month 9999-12 -ErrorAction Stop } }
        @{ Bad = 'Unlock-CostVault -CurrentUser'; Id = 'VaultModeMismatch'; Command = { $null = Lock-CostVault; Unlock-CostVault -CurrentUser -ErrorAction Stop } }
        @{ Bad = 'a folder that is a file'; Id = 'StoreNotReachable'; Command = { $env:COSTCOMPASS_HOME = (New-Item (Join-Path $TestDrive "file-$(New-Guid)") -ItemType File).FullName; Get-CostStore -ErrorAction Stop } }
    ) {
        $failure = $Command | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }
}

Describe 'Rename-CostAccount' {
    BeforeEach {
        $null = Enter-TestHome
        Enter-Instant '2026-11-16T00:00:00Z' $simulator
        $env:TEST_KEY = $simulator.Key
        $script:where = @{ BaseUri = $simulator.BaseUri }
    }

    AfterEach { Remove-Item Env:TEST_KEY, Env:DEEPSEEK_API_KEY -ErrorAction Ignore }

    It 'renames an account whose key is in the vault, which is sent as before' {
        $null = Unlock-CostVault -CurrentUser
        $null = Connect-DeepSeek -ApiKey (ConvertTo-Secret $secondKey) @where
        $null = Update-CostSnapshot
        $null = Set-CostBudget limit 5 CNY -Account deepseek

        $account = Rename-CostAccount deepseek team -PassThru

        $account.Name, $account.KeySource | Should -Be @('team', 'Vault')
        (Get-CostAccount).Name | Should -Be 'team'
        (Get-CostSnapshot).Account | Should -Be 'team'
        (Get-CostBudget).Account | Should -Be 'team'
        (Get-DeepSeekBalance team).Currency | Should -Be 'CNY'
        (Get-CostVault).Keys | Should -Be 1
    }

    It 'renames an account whose key is in an environment variable, and changes the case of a name' {
        $null = Connect-DeepSeek -EnvironmentVariable TEST_KEY @where
        $null = Update-CostSnapshot
        Rename-CostAccount DeepSeek Team
        Rename-CostAccount team TEAM
        (Get-CostSnapshot).Account | Should -BeExactly 'TEAM'
        (Get-DeepSeekBalance team).Account | Should -BeExactly 'TEAM'
    }

    It 'takes names from the pipeline' {
        $null = Connect-DeepSeek a -EnvironmentVariable TEST_KEY @where
        $null = Connect-DeepSeek b -EnvironmentVariable TEST_KEY @where
        Get-CostAccount | Rename-CostAccount -NewName { "x-$($_.Name)" }
        (Get-CostAccount).Name | Should -Be @('x-a', 'x-b')
    }

    It 'refuses the name of another account, and leaves both keys as they are' {
        $null = Unlock-CostVault -CurrentUser
        $null = Connect-DeepSeek one -ApiKey (ConvertTo-Secret $secondKey) @where
        $null = Connect-DeepSeek two -ApiKey (ConvertTo-Secret $simulator.Key) @where
        Rename-CostAccount one two -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'AccountExists,*'
        (Get-DeepSeekBalance one).Currency | Should -Be 'CNY'
        (Get-DeepSeekBalance two).Currency | Should -Be 'USD'
    }

    It 'refuses <Old> to <New>: <Id>' -ForEach @(
        @{ Old = 'nobody'; New = 'team'; Id = 'AccountNotFound' }
        @{ Old = 'deepseek'; New = 'a b'; Id = 'InvalidAccountName' }
        @{ Old = 'deepseek'; New = 'sk-1234567890abcdef1234567890abcdef'; Id = 'KeyInsteadOfName' }
    ) {
        $null = Connect-DeepSeek -EnvironmentVariable TEST_KEY @where
        Rename-CostAccount $Old $New -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        (Get-CostAccount).Name | Should -Be 'deepseek'
    }

    It 'connects an account that only an environment variable makes under its new name' {
        $env:DEEPSEEK_API_KEY = $simulator.Key
        Rename-CostAccount deepseek team
        $account = Get-CostAccount
        $account.Name, $account.KeySource, $account.KeyReference | Should -Be @('team', 'Environment', 'DEEPSEEK_API_KEY')
    }

    It 'changes nothing with -WhatIf' {
        $null = Connect-DeepSeek -EnvironmentVariable TEST_KEY @where
        Rename-CostAccount deepseek team -WhatIf
        (Get-CostAccount).Name | Should -Be 'deepseek'
    }

    It 'fails with -WhatIf as without it: <Id>' -ForEach @(
        @{ Old = 'nobody'; New = 'team'; Id = 'AccountNotFound' }
        @{ Old = 'deepseek'; New = 'other'; Id = 'AccountExists' }
    ) {
        $null = Connect-DeepSeek -EnvironmentVariable TEST_KEY @where
        $null = Connect-DeepSeek other -EnvironmentVariable TEST_KEY @where
        Rename-CostAccount $Old $New -WhatIf -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'keeps a key that the vault has under the new name without an account, and names it' {
        $null = Unlock-CostVault -CurrentUser
        $null = Connect-DeepSeek former -ApiKey (ConvertTo-Secret $secondKey) @where
        $copy = Join-Path $env:COSTCOMPASS_HOME 'copy'
        Copy-Item (Get-CostVault).Path $copy
        Disconnect-CostAccount former
        $null = Connect-DeepSeek -EnvironmentVariable TEST_KEY @where
        Copy-Item $copy (Get-CostVault).Path
        $null = Lock-CostVault
        $null = Unlock-CostVault -CurrentUser
        $null = Connect-DeepSeek one -ApiKey (ConvertTo-Secret $simulator.Key) @where

        Rename-CostAccount one former -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'VaultKeyExists,*'
        "$($failures[0])" | Should -BeLike "*'former'*"
        (Get-CostVault).Keys | Should -Be 2
        (Get-DeepSeekBalance one).Currency | Should -Be 'USD'
    }
}
