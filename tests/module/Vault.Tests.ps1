BeforeDiscovery {
    $canMount = $IsLinux -and (& id -u) -eq '0' -and [bool](Get-Command mount -ErrorAction Ignore)
    if ($canMount) {
        $probe = Join-Path ([IO.Path]::GetTempPath()) "mount-$([guid]::NewGuid().ToString('N'))"
        $null = New-Item $probe -ItemType Directory
        $null = & mount -t tmpfs -o size=64k tmpfs $probe 2>&1
        $canMount = $LASTEXITCODE -eq 0
        if ($canMount) { $null = & umount $probe }
        Remove-Item $probe
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:simulator = Open-Simulator -Argument '--topped-up', '20', '--clock', '2026-11-16T00:00:00Z'
    $script:first = ConvertTo-Secret 'first made-up password'
    $script:second = ConvertTo-Secret 'second made-up password'

    function Connect-Sealed {
        param([string] $Name = 'deepseek')
        $null = Connect-DeepSeek $Name -ApiKey (ConvertTo-Secret $simulator.Key) -BaseUri $simulator.BaseUri -SkipVerification -Force
    }

    function Get-Environment {
        param([hashtable] $With = @{})
        @{ COSTCOMPASS_HOME = $env:COSTCOMPASS_HOME; BASE = $simulator.BaseUri; KEY = $simulator.Key } + $With
    }
}

AfterAll {
    Close-Simulator $simulator
    Exit-TestHome
}

Describe 'Without anybody to ask' {
    BeforeAll {
        # Connects with a key that is given, and tells of the first failure; or asks for the balance.
        $script:connect = {
            $secret = [securestring]::new()
            foreach ($character in $env:KEY.ToCharArray()) { $secret.AppendChar($character) }
            $account = Connect-DeepSeek -ApiKey $secret -BaseUri $env:BASE -ErrorVariable failures -ErrorAction SilentlyContinue
            @{ Name = $account.Name; Id = "$($failures.FullyQualifiedErrorId)"; Action = "$($failures.ErrorDetails.RecommendedAction)" }
        }
        $script:ask = {
            $balance = Get-DeepSeekBalance -ErrorVariable failures -ErrorAction SilentlyContinue
            @{ Total = $balance.Total; Id = "$($failures.FullyQualifiedErrorId)"; Action = "$($failures.ErrorDetails.RecommendedAction)" }
        }
    }

    BeforeEach { $null = Enter-TestHome }

    It 'a missing vault is an error that names both ways to one' {
        $shell = Invoke-FreshShell $connect -Environment (Get-Environment)

        $shell.HasEnded | Should -BeTrue
        $shell.Value.Id | Should -BeLike 'VaultMissing,*'
        $shell.Value.Action | Should -BeLike '*Unlock-CostVault*COSTCOMPASS_VAULT_PASSWORD*'
        (Get-CostStore).Exists | Should -BeFalse
    }

    It 'a locked vault is an error that names both ways into it' {
        $null = Unlock-CostVault $first
        Connect-Sealed
        $shell = Invoke-FreshShell $ask -Environment (Get-Environment)

        $shell.Value.Id | Should -BeLike 'VaultLocked,*'
        $shell.Value.Action | Should -BeLike '*Unlock-CostVault*COSTCOMPASS_VAULT_PASSWORD*'
        $shell.Value.Total | Should -BeNullOrEmpty
    }

    It 'COSTCOMPASS_VAULT_PASSWORD makes the vault, and opens it in the next process' {
        $environment = Get-Environment @{ COSTCOMPASS_VAULT_PASSWORD = 'an unattended password' }
        (Invoke-FreshShell $connect -Environment $environment).Value.Name | Should -Be 'deepseek'
        (Invoke-FreshShell $ask -Environment $environment).Value.Total | Should -Be 20
        (Get-CostVault).Mode | Should -Be 'Password'
    }

    It 'a wrong COSTCOMPASS_VAULT_PASSWORD is refused' {
        $null = Unlock-CostVault $first
        Connect-Sealed
        $shell = Invoke-FreshShell $ask -Environment (Get-Environment @{ COSTCOMPASS_VAULT_PASSWORD = 'another password' })

        $shell.Value.Id | Should -BeLike 'VaultRefused,*'
        $shell.Value.Total | Should -BeNullOrEmpty
    }

    It 'a vault for the current user opens by itself' {
        $null = Unlock-CostVault -CurrentUser
        Connect-Sealed
        (Invoke-FreshShell $ask -Environment (Get-Environment)).Value.Total | Should -Be 20
    }

    It 'a key in the environment needs no vault' {
        $environment = Get-Environment @{ DEEPSEEK_API_KEY = $simulator.Key; DEEPSEEK_BASE_URL = $simulator.BaseUri }
        (Invoke-FreshShell $ask -Environment $environment).Value.Total | Should -Be 20
        (Get-CostVault).Exists | Should -BeFalse
    }

    It 'Unlock-CostVault without a password ends with an error: <Name>' -ForEach @(
        @{ Name = 'non-interactive'; Arguments = @('-NonInteractive') }
        @{ Name = 'input closed'; Arguments = @() }
    ) {
        $shell = Invoke-FreshShell -Argument $Arguments -Environment (Get-Environment) -TimeoutSec 30 -Script {
            $null = Unlock-CostVault -ErrorVariable failures -ErrorAction SilentlyContinue
            "$($failures.FullyQualifiedErrorId)"
            "$($failures.ErrorDetails.RecommendedAction)"
        }

        $shell.HasEnded | Should -BeTrue
        $shell.Value[0] | Should -BeLike 'VaultPasswordMissing,*'
        $shell.Value[1] | Should -BeLike '*-Password*COSTCOMPASS_VAULT_PASSWORD*'
        (Get-CostVault).Exists | Should -BeFalse
    }
}

Describe 'The vault of a password' {
    BeforeEach {
        $null = Enter-TestHome
        $script:vault = Unlock-CostVault $first
    }

    It 'is made by the first Unlock-CostVault' {
        $vault.Exists | Should -BeTrue
        $vault.Mode | Should -Be 'Password'
        $vault.IsUnlocked | Should -BeTrue
        $vault.LocksAt | Should -BeNullOrEmpty
        $vault.Keys | Should -Be 0
        $vault.Iterations | Should -BeGreaterOrEqual 600000
        $vault.Path | Should -Be (Join-Path $env:COSTCOMPASS_HOME 'vault.bin')
    }

    It 'stays closed to a wrong password' {
        $null = Lock-CostVault
        $null = Unlock-CostVault $second -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'VaultRefused,*'
        $failures[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
        (Get-CostVault).IsUnlocked | Should -BeFalse
    }

    It 'gives no key while it is locked' {
        Connect-Sealed
        (Get-DeepSeekBalance).Total | Should -Be 20
        (Lock-CostVault).IsUnlocked | Should -BeFalse
        Get-DeepSeekBalance -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'VaultLocked,*'
        $failures[0].TargetObject | Should -Be 'deepseek'
    }

    It 'is open to every runspace of the process' {
        Connect-Sealed
        $path = Get-BuiltModulePath
        $total = 1..2 | ForEach-Object -Parallel {
            Import-Module $using:path
            (Get-DeepSeekBalance).Total
        }
        $total | Should -Be @(20, 20)
    }

    It 'locks itself after -Timeout' {
        $vault = Unlock-CostVault $first -Timeout '00:00:01'
        $vault.LocksAt | Should -BeOfType [datetimeoffset]
        Start-Sleep -Milliseconds 1300
        (Get-CostVault).IsUnlocked | Should -BeFalse
    }

    It 'takes another password, and keeps its keys' {
        Connect-Sealed
        (Set-CostVaultPassword $second).Keys | Should -Be 1
        $null = Lock-CostVault
        $null = Unlock-CostVault $first -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'VaultRefused,*'
        $null = Unlock-CostVault $second
        (Get-DeepSeekBalance).Total | Should -Be 20
    }

    It 'keeps its password when the present one is given wrongly, though it is open' {
        $null = Set-CostVaultPassword $second -CurrentPassword $second -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'VaultRefused,*'
        $null = Lock-CostVault
        (Unlock-CostVault $first).IsUnlocked | Should -BeTrue
    }

    It 'changes to the current user, and back' {
        Connect-Sealed
        (Set-CostVaultPassword -CurrentUser).Mode | Should -Be 'CurrentUser'
        $null = Lock-CostVault
        (Get-DeepSeekBalance).Total | Should -Be 20
        (Set-CostVaultPassword $second).Mode | Should -Be 'Password'
        $null = Lock-CostVault
        Get-DeepSeekBalance -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'VaultLocked,*'
        Get-ChildItem $env:COSTCOMPASS_HOME -Filter '*.key' | Should -BeNullOrEmpty
    }

    It 'has no empty password' {
        $null = Set-CostVaultPassword ([securestring]::new()) -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'VaultPasswordEmpty,*'
    }
}

Describe 'The files' -Skip:$IsWindows {
    BeforeEach {
        $null = Enter-TestHome
        $null = Unlock-CostVault -CurrentUser
        Connect-Sealed
        $null = Update-CostSnapshot
    }

    It 'can be used by their owner alone' {
        [int](Get-Item $env:COSTCOMPASS_HOME).UnixFileMode | Should -Be ([Convert]::ToInt32('700', 8))
        $files = Get-ChildItem $env:COSTCOMPASS_HOME -File
        $files.Name | Should -Contain 'vault.bin'
        $files.Name | Should -Contain 'vault.key'
        $files.Name | Should -Contain 'costcompass.db'
        foreach ($file in $files) { [int]$file.UnixFileMode | Should -Be ([Convert]::ToInt32('600', 8)) -Because $file.Name }
    }

    It 'are refused when others can read <_>' -ForEach 'vault.bin', 'vault.key', '.' {
        $path = Join-Path $env:COSTCOMPASS_HOME $_
        $null = Lock-CostVault
        (Get-Item $path -Force).UnixFileMode = (Get-Item $path -Force).UnixFileMode -bor [IO.UnixFileMode]::GroupRead
        Get-DeepSeekBalance -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'VaultExposed,*'
        $failures[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*chmod*'
    }
}

Describe 'A folder that cannot be used' {
    BeforeEach {
        $null = Enter-TestHome
        $env:DEEPSEEK_API_KEY = $simulator.Key
        $env:DEEPSEEK_BASE_URL = $simulator.BaseUri
    }

    It 'because a file is in its place is an error of the store and of the vault: <_>' -ForEach 'file', 'file/below' {
        Set-Content (Join-Path $TestDrive 'file') 'in the way'
        $env:COSTCOMPASS_HOME = Join-Path $TestDrive $_

        Update-CostSnapshot -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'Store*,*'
        $failures[0].CategoryInfo.Category | Should -BeIn 'ReadError', 'WriteError'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*COSTCOMPASS_HOME*'

        Unlock-CostVault -CurrentUser -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'VaultNotWritable,*'
    }

    It 'because the system allows none there is an error of both' -Skip:(-not $IsLinux) {
        $env:COSTCOMPASS_HOME = '/proc/costcompass'

        Update-CostSnapshot -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'StoreFolderUnusable,*'
        Unlock-CostVault -CurrentUser -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'VaultNotWritable,*'
    }

    Context 'on a disk of its own' -Skip:(-not $canMount) {
        BeforeEach {
            $script:disk = Join-Path $TestDrive "disk-$([guid]::NewGuid().ToString('N').Substring(0, 8))"
            $null = New-Item $disk -ItemType Directory
            & mount -t tmpfs -o 'size=512k,mode=700' tmpfs $disk
            $script:environment = @{
                COSTCOMPASS_HOME  = $disk
                COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'
                DEEPSEEK_API_KEY  = $simulator.Key
                DEEPSEEK_BASE_URL = $simulator.BaseUri
            }
            $script:update = {
                $snapshot = Update-CostSnapshot -ErrorVariable failures -ErrorAction SilentlyContinue
                @{ Total = $snapshot.Total; Id = "$($failures.FullyQualifiedErrorId)"; Stored = (Get-CostStore).Snapshots }
            }
            (Invoke-FreshShell $update -Environment $environment).Value.Stored | Should -Be 1
        }

        AfterEach { & umount --lazy $disk }

        It 'that is read-only is an error, and what is stored can be read' {
            & mount -o 'remount,ro' $disk
            $answer = Invoke-FreshShell $update -Environment $environment

            $answer.HasEnded | Should -BeTrue
            $answer.Value.Id | Should -BeLike 'Store*,*'
            $answer.Value.Total | Should -BeNullOrEmpty
        }

        It 'that is full is an error, and nothing of the history is lost' {
            $filler = Join-Path $disk 'filler'
            & dd if=/dev/zero "of=$filler" bs=4k 2>$null
            $environment['COSTCOMPASS_CLOCK'] = '2026-11-16T01:00:00Z'
            $answer = Invoke-FreshShell $update -Environment $environment
            $answer.HasEnded | Should -BeTrue
            $answer.Value.Id | Should -BeLike 'Store*,*'
            $answer.Value.Id | Should -Not -BeLike 'StoreDamaged*'
            $answer.Value.Total | Should -BeNullOrEmpty

            Remove-Item $filler
            $answer = Invoke-FreshShell $update -Environment $environment
            $answer.Value.Id | Should -BeNullOrEmpty
            $answer.Value.Total | Should -Be 20
            $answer.Value.Stored | Should -Be 1
        }
    }
}
