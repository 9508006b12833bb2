BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'Support' 'KeyListener.psm1')
    Import-Module (Get-BuiltModulePath)
    $script:key = 'sk-made-up-0000000000000001'
    $script:secretOfOthers = 'made-up-secret-of-a-cloud-0001'

    # What somebody does who may write to the store and knows nothing of the module.
    function Edit-Row([string] $Set, [string] $Name = 'work', [string] $Path = (Get-CostStore).Path) {
        $sqlite = [AppDomain]::CurrentDomain.GetAssemblies() |
            Where-Object { $_.GetName().Name -eq 'Microsoft.Data.Sqlite' -and $_.Location -like "$(Split-Path (Get-BuiltModulePath))*" } | Select-Object -First 1
        $connection = [Activator]::CreateInstance($sqlite.GetType('Microsoft.Data.Sqlite.SqliteConnection'), "Data Source=$Path;Pooling=False")
        $connection.Open()
        try {
            $command = $connection.CreateCommand()
            $command.CommandText = "UPDATE account SET $Set WHERE name = '$Name'"
            $command.ExecuteNonQuery() | Should -Be 1
        }
        finally { $connection.Dispose() }
    }

    # Each command that sends a key, as somebody runs it without being asked.
    function Invoke-EveryAsker([string] $Name = 'work') {
        $quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
        $failures = @()
        $null = Update-CostSnapshot $Name @quiet -ErrorVariable +failures
        $null = Get-DeepSeekBalance $Name @quiet -ErrorVariable +failures
        $null = Get-DeepSeekModel $Name @quiet -ErrorVariable +failures
        $null = Get-DeepSeekRateLimit $Name @quiet -ErrorVariable +failures
        $null = Watch-CostSnapshot $Name -Interval 00:00:01 -Count 1 @quiet -ErrorVariable +failures
        $null = New-DeepSeekQuote -Account $Name -Model deepseek-v4-flash -InputTokens 10 -MaxOutputTokens 10 -Refresh @quiet -ErrorVariable +failures
        $failures
    }

    function Assert-Refused($Failures, [string] $Id = 'KeyAddressNotConfirmed') {
        $Failures | Should -Not -BeNullOrEmpty
        $Failures | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike "$Id,*" }
    }
}

Describe 'A store that was altered by somebody else' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $script:own = Open-KeyListener
        $script:foreign = Open-KeyListener
        $env:TEST_KEY_OWN = $key
        $env:TEST_KEY_CLOUD = $secretOfOthers
    }

    AfterEach {
        $own.Dispose()
        $foreign.Dispose()
        $env:TEST_KEY_OWN = $env:TEST_KEY_CLOUD = $null
        Exit-TestHome
    }

    Context 'whose account has its key in the vault' {
        BeforeEach {
            $null = Unlock-CostVault (ConvertTo-Secret 'made-up password')
            $null = Connect-DeepSeek work -ApiKey (ConvertTo-Secret $key) -BaseUri $own.BaseUri
        }

        It 'sends the key to no other port' {
            Edit-Row "base_uri = '$($foreign.BaseUri)'"
            $failures = Invoke-EveryAsker
            $foreign.Arrived | Should -BeNullOrEmpty
            Assert-Refused $failures
            "$($failures[0])" | Should -BeLike "*'work'*http://127.0.0.1:$($foreign.Port)*http://127.0.0.1:$($own.Port)*"
        }

        It 'sends the key to another path of the same address, and says nothing' {
            Edit-Row "base_uri = '$($own.BaseUri)v1/'"
            (Get-DeepSeekBalance work).Total | Should -Be 5
        }

        It 'sends no environment variable in place of the key' {
            Edit-Row "base_uri = '$($foreign.BaseUri)', key_source = 'Environment', key_reference = 'TEST_KEY_CLOUD'"
            $failures = Invoke-EveryAsker
            $foreign.Arrived | Should -BeNullOrEmpty
            Assert-Refused $failures
        }

        It 'sends no key after the account got the name of another one' {
            $null = Connect-DeepSeek other -ApiKey (ConvertTo-Secret 'sk-made-up-0000000000000002') -BaseUri $foreign.BaseUri
            $arrived = $foreign.Arrived.Count
            $null = Disconnect-CostAccount other -Confirm:$false
            $null = Connect-DeepSeek other -EnvironmentVariable TEST_KEY_OWN -BaseUri $foreign.BaseUri -SkipVerification
            Edit-Row "name = 'gone'"
            Edit-Row "name = 'work', key_source = 'Vault', key_reference = NULL" other
            $failures = Invoke-EveryAsker
            $foreign.Arrived | Should -HaveCount $arrived
            Assert-Refused $failures
        }

        It 'seals a new key for no address that only the store names' {
            Edit-Row "base_uri = '$($foreign.BaseUri)'"
            $null = Connect-DeepSeek work -ApiKey (ConvertTo-Secret 'sk-made-up-0000000000000003') -Force -ErrorAction SilentlyContinue -ErrorVariable failures
            $foreign.Arrived | Should -BeNullOrEmpty
            Assert-Refused $failures
            $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*-BaseUri*'
        }

        It 'seals a new key for no address that is confirmed for another key: <Name>' -ForEach @(
            @{ Name = 'the key'; Variable = $null }
            @{ Name = 'a variable'; Variable = 'TEST_KEY_CLOUD' }
        ) {
            $with = $Variable ? @{ EnvironmentVariable = $Variable } : @{ ApiKey = ConvertTo-Secret 'sk-made-up-0000000000000003' }
            $null = Connect-DeepSeek gateway -EnvironmentVariable TEST_KEY_OWN -BaseUri $foreign.BaseUri -SkipVerification
            Edit-Row "base_uri = '$($foreign.BaseUri)', key_source = 'Environment', key_reference = 'TEST_KEY_OWN'"
            $null = Connect-DeepSeek work @With -Force -ErrorAction SilentlyContinue -ErrorVariable failures
            $foreign.Arrived | Should -BeNullOrEmpty
            Assert-Refused $failures
        }
    }

    Context 'and has a row that can''t be read: <Set>' -ForEach @(
        @{ Set = "base_uri = 'nonsense'" }
        @{ Set = "key_source = 'Nowhere'" }
        @{ Set = "key_source = 'Environment', key_reference = NULL" }
    ) {
        BeforeEach {
            $null = Connect-DeepSeek work -EnvironmentVariable TEST_KEY_OWN -BaseUri $own.BaseUri
            $null = Connect-DeepSeek other -EnvironmentVariable TEST_KEY_OWN -BaseUri $own.BaseUri
            Edit-Row $Set
        }

        It 'lists the account with a mark' {
            $found = Get-CostAccount
            $found.Name | Should -Be 'other', 'work'
            $found[0].Damage | Should -BeNullOrEmpty
            $found[1].Damage | Should -Not -BeNullOrEmpty
            $found[1].Status | Should -Be 'Error'
            $found | Format-List | Out-String | Should -BeLike "*Damage*$($found[1].Damage)*"
            (Test-CostStore | Where-Object IsOk -EQ $false).Check | Should -Not -BeNullOrEmpty
        }

        It 'fails for that account only' {
            $before = $own.Arrived.Count
            $null = Update-CostSnapshot -ErrorAction SilentlyContinue -ErrorVariable failures
            $ofWork = $failures | Where-Object TargetObject -EQ 'work'
            $ofWork.FullyQualifiedErrorId | Should -BeLike 'StoreDamaged,*'
            $ofWork.ErrorDetails.RecommendedAction | Should -BeLike '*-Force*Disconnect-CostAccount*'
            $own.Arrived.Count | Should -BeGreaterThan $before
            Assert-Refused (Invoke-EveryAsker) 'StoreDamaged'
            { Get-CostSummary; Get-CostBudget; Show-CostDashboard USD -Width 120 } | Should -Not -Throw
        }

        It 'replaces it when it is connected again' {
            $null = Connect-DeepSeek work -EnvironmentVariable TEST_KEY_OWN -BaseUri $own.BaseUri -Force
            (Get-CostAccount work).Damage | Should -BeNullOrEmpty
            Edit-Row $Set
            $null = Connect-DeepSeek work -EnvironmentVariable TEST_KEY_OWN -SkipVerification -Force
            (Get-CostAccount work).Damage | Should -BeNullOrEmpty
        }

        It 'removes it' {
            Disconnect-CostAccount work -Confirm:$false
            (Get-CostAccount).Name | Should -Be 'other'
        }

        It 'copies nothing of it, and warns after a restore of nothing else' {
            Copy-CostStore -ToFolder (Join-Path $TestDrive "copy-$([guid]::NewGuid())") -ErrorAction SilentlyContinue -ErrorVariable failures
            Assert-Refused $failures 'StoreUnsound'
            $backup = Join-Path $TestDrive "backup-$([guid]::NewGuid()).db"
            Edit-Row "base_uri = '$($own.BaseUri)', key_source = 'Environment', key_reference = 'TEST_KEY_OWN'"
            $null = Backup-CostStore $backup
            Edit-Row $Set
            $null = Restore-CostStore $backup -Confirm:$false -WarningAction SilentlyContinue
            (Get-CostAccount work).Damage | Should -BeNullOrEmpty
        }
    }

    Context 'and whose file of confirmed addresses can''t be read' {
        It 'says so when a new key is given, and keeps the cause' {
            $null = Connect-DeepSeek work -EnvironmentVariable TEST_KEY_OWN -BaseUri $own.BaseUri
            $file = Join-Path $env:COSTCOMPASS_HOME 'key-addresses.json'
            Set-Content $file 'nonsense'
            $null = Connect-DeepSeek work -EnvironmentVariable TEST_KEY_OWN -Force -ErrorAction SilentlyContinue -ErrorVariable failures
            Assert-Refused $failures
            "$($failures[0])" | Should -BeLike '*key-addresses.json*'
            $failures[0].Exception.InnerException.ErrorId | Should -Be 'KeyAddressesUnreadable'
            $failures[0].Exception.InnerException.InnerException | Should -Not -BeNullOrEmpty
            $null = Confirm-CostAccount work -BaseUri $own.BaseUri -EnvironmentVariable TEST_KEY_OWN -ErrorAction SilentlyContinue -ErrorVariable failures
            Assert-Refused $failures 'KeyAddressesUnreadable'
        }

        It 'says so when the vault can''t be opened' {
            $null = Unlock-CostVault (ConvertTo-Secret 'made-up password')
            $null = Connect-DeepSeek work -ApiKey (ConvertTo-Secret $key) -BaseUri $own.BaseUri
            Lock-CostVault
            $null = Confirm-CostAccount work -BaseUri $own.BaseUri -ErrorAction SilentlyContinue -ErrorVariable failures
            Assert-Refused $failures 'VaultLocked'
        }
    }

    Context 'whose account has its key in an environment variable' {
        BeforeEach {
            $null = Connect-DeepSeek work -EnvironmentVariable TEST_KEY_OWN -BaseUri $own.BaseUri
        }

        It 'sends the variable to no other port' {
            Edit-Row "base_uri = '$($foreign.BaseUri)'"
            $failures = Invoke-EveryAsker
            $foreign.Arrived | Should -BeNullOrEmpty
            Assert-Refused $failures
            "$($failures[0])" | Should -BeLike "*http://127.0.0.1:$($foreign.Port)*http://127.0.0.1:$($own.Port)*"
        }

        It 'sends no other variable, be it to the same port' {
            $before = $own.Arrived.Count
            Edit-Row "key_reference = 'TEST_KEY_CLOUD'"
            $failures = Invoke-EveryAsker
            $own.Arrived | Should -HaveCount $before
            Assert-Refused $failures
            "$($failures[0])" | Should -Not -BeLike "*$secretOfOthers*"
        }

        It 'sends nothing for another provider at the same address' {
            $before = $own.Arrived.Count
            Edit-Row "provider = 'Moonshot'"
            $null = Update-CostSnapshot work -ErrorAction SilentlyContinue -ErrorVariable failures
            $own.Arrived | Should -HaveCount $before
            Assert-Refused $failures
        }

        It 'sends nothing after a backup with altered rows was restored, and names what changed' {
            $backup = Join-Path $TestDrive "backup-$([guid]::NewGuid()).db"
            $null = Backup-CostStore $backup
            Edit-Row "base_uri = '$($foreign.BaseUri)', key_reference = 'TEST_KEY_CLOUD'" -Path $backup
            $null = Restore-CostStore $backup -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue
            $failures = Invoke-EveryAsker
            $foreign.Arrived | Should -BeNullOrEmpty
            Assert-Refused $failures
            "$warned" | Should -BeLike "*'work'*http://127.0.0.1:$($own.Port)*TEST_KEY_OWN*http://127.0.0.1:$($foreign.Port)*TEST_KEY_CLOUD*"
        }

        It 'is copied with a warning that names what this computer has not confirmed' {
            Edit-Row "base_uri = '$($foreign.BaseUri)'"
            $null = Copy-CostStore -ToFolder (Join-Path $TestDrive "copy-$([guid]::NewGuid())") -WarningVariable warned -WarningAction SilentlyContinue
            "$warned" | Should -BeLike "*'work'*http://127.0.0.1:$($foreign.Port)*"
        }

        It 'is not believed on another computer, until one command confirms it there' {
            $other = "$testHome-other"
            $null = Copy-CostStore -ToFolder $other -WarningAction SilentlyContinue
            $before = $own.Arrived.Count
            $env:COSTCOMPASS_HOME = $other
            $failures = Invoke-EveryAsker
            $own.Arrived | Should -HaveCount $before
            Assert-Refused $failures
            $command = $failures[0].ErrorDetails.RecommendedAction -replace '(?s)^.*(Confirm-CostAccount [^\r\n]*?)(\. .*|$)', '$1'
            $command | Should -BeLike "Confirm-CostAccount work*-BaseUri http://127.0.0.1:$($own.Port)*-EnvironmentVariable TEST_KEY_OWN"
            $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $other; TEST_KEY_OWN = $key } -Script ([scriptblock]::Create("$command; (Get-DeepSeekBalance work).Total"))
            $shell.Errors | Should -BeNullOrEmpty
            $shell.Value | Select-Object -Last 1 | Should -Be 5
            @($own.Arrived)[-1] | Should -BeLike "*Bearer $key"
        }
    }

    Context 'whose account has its key in SecretManagement' {
        BeforeAll {
            $modules = Join-Path $TestDrive 'modules'
            $fake = Join-Path $modules 'Microsoft.PowerShell.SecretManagement'
            $null = New-Item $fake -ItemType Directory -Force
            Set-Content (Join-Path $fake 'Microsoft.PowerShell.SecretManagement.psm1') -Value 'function Get-Secret { param($Name, $Vault) "made-up-secret-$Name" }'
            $script:modulePath = $env:PSModulePath
            $env:PSModulePath = $modules + [IO.Path]::PathSeparator + $env:PSModulePath
        }

        AfterAll {
            $env:PSModulePath = $modulePath
            Remove-Module Microsoft.PowerShell.SecretManagement -ErrorAction Ignore
        }

        It 'sends no secret that was not confirmed: <_>' -ForEach "key_reference = 'other'", "secret_vault = 'Other'", "key_source = 'Environment', key_reference = 'TEST_KEY_CLOUD', secret_vault = NULL" {
            $null = Connect-DeepSeek work -SecretName mine -Vault Team -BaseUri $own.BaseUri
            (Get-DeepSeekBalance work).Total | Should -Be 5
            $before = $own.Arrived.Count
            Edit-Row $_
            $failures = Invoke-EveryAsker
            $own.Arrived | Should -HaveCount $before
            Assert-Refused $failures
        }

        It 'quotes what the store says in the command that confirms it' {
            $null = Connect-DeepSeek work -SecretName mine -BaseUri $own.BaseUri
            Edit-Row "key_reference = 'it''s; Remove-Item x'"
            $null = Get-DeepSeekBalance work -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*-SecretName 'it''s; Remove-Item x'. *"
        }
    }

    It 'sends a key to no host that a provider redirects to' {
        $own.Redirect = "$($foreign.BaseUri)user/balance"
        $null = Connect-DeepSeek work -EnvironmentVariable TEST_KEY_OWN -BaseUri $own.BaseUri -SkipVerification
        Assert-Refused (Invoke-EveryAsker) RedirectRefused
        $own.Arrived | Should -Not -BeNullOrEmpty
        $foreign.Arrived | Should -BeNullOrEmpty
    }

    It 'needs no question for a provider''s own variable at its own address' {
        $null = Connect-DeepSeek work -EnvironmentVariable TEST_KEY_OWN -BaseUri $own.BaseUri
        $env:DEEPSEEK_API_KEY = $key
        $env:DEEPSEEK_BASE_URL = $own.BaseUri
        Edit-Row "key_reference = 'DEEPSEEK_API_KEY'"
        (Get-DeepSeekBalance work).Total | Should -Be 5
    }
}

Describe 'A folder or a store that others can change' -Skip:$IsWindows {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $script:own = Open-KeyListener
        $env:TEST_KEY_OWN = $key
        $null = Connect-DeepSeek work -EnvironmentVariable TEST_KEY_OWN -BaseUri $own.BaseUri
        $script:before = $own.Arrived.Count
    }

    AfterEach {
        $own.Dispose()
        $env:TEST_KEY_OWN = $null
        Exit-TestHome
    }

    It 'is refused: <Mode> on <File>' -ForEach @(
        @{ Mode = '0777'; File = '.' }
        @{ Mode = '0770'; File = '.' }
        @{ Mode = '1777'; File = '.' }
        @{ Mode = '0666'; File = 'costcompass.db' }
        @{ Mode = '0620'; File = 'costcompass.db' }
    ) {
        chmod $Mode "$testHome/$File"
        $failures = Invoke-EveryAsker
        $own.Arrived | Should -HaveCount $before
        Assert-Refused $failures StoreExposed
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*chmod*'
        $failures[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
    }

    It 'is refused where others can replace the folder, unless the sticky bit of the parent folder prevents it' {
        $open = Join-Path $TestDrive "open-$([guid]::NewGuid().ToString('n'))"
        $null = New-Item $open -ItemType Directory
        Move-Item $testHome "$open/home"
        $env:COSTCOMPASS_HOME = "$open/home"
        chmod 1777 $open
        (Get-CostAccount work).Name | Should -Be 'work'
        chmod 0777 $open
        $failures = Invoke-EveryAsker
        $own.Arrived | Should -HaveCount $before
        Assert-Refused $failures StoreExposed
        "$($failures[0])" | Should -BeLike '*who can replace*'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*chmod o-w*$open*"
    }

    It 'is refused where others can change what was confirmed' {
        chmod 0666 "$testHome/key-addresses.json"
        $failures = Invoke-EveryAsker
        $own.Arrived | Should -HaveCount $before
        Assert-Refused $failures KeyAddressesExposed
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*delete*Confirm-CostAccount*'
    }

    It 'is refused where a link leads to it' {
        $shared = Join-Path $TestDrive "shared-$([guid]::NewGuid().ToString('n'))"
        $null = New-Item $shared -ItemType Directory
        Move-Item "$testHome/costcompass.db" "$shared/x.db"
        $null = New-Item "$testHome/costcompass.db" -ItemType SymbolicLink -Target "$shared/x.db"
        (Get-CostAccount work).Name | Should -Be 'work'
        chmod 0777 $shared
        $failures = Invoke-EveryAsker
        $own.Arrived | Should -HaveCount $before
        Assert-Refused $failures StoreExposed
    }

    It 'is refused when it belongs to another user: <_>' -ForEach '.', 'costcompass.db' -Skip:($IsWindows -or (id -u) -ne '0') {
        chown 12345 "$testHome/$_"
        $failures = Invoke-EveryAsker
        $own.Arrived | Should -HaveCount $before
        Assert-Refused $failures StoreExposed
        "$($failures[0])" | Should -BeLike '*another user*'
    }

    It 'is used when others may only look into it' {
        chmod 0755 $testHome
        chmod 0644 "$testHome/costcompass.db"
        (Get-DeepSeekBalance work).Total | Should -Be 5
    }

    It 'keeps what was confirmed for its owner alone' {
        [IO.File]::GetUnixFileMode("$testHome/key-addresses.json") | Should -Be ([IO.UnixFileMode] 'UserRead, UserWrite')
        Get-Content "$testHome/key-addresses.json" -Raw | Should -Not -BeLike "*$key*"
    }
}

Describe 'Settings of another program' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $script:foreign = Open-KeyListener
        $script:file = Join-Path $TestDrive 'settings.json'
        $env:TEST_KEY_CLOUD = $secretOfOthers
        $env:DEEPSEEK_API_KEY = $key
    }

    AfterEach {
        $foreign.Dispose()
        $env:TEST_KEY_CLOUD = $null
        Exit-TestHome
    }

    It 'are not imported unasked when they send a key elsewhere: <Variable> to <At>' -ForEach @(
        @{ Variable = 'TEST_KEY_CLOUD'; At = 'a foreign host' }
        @{ Variable = 'DEEPSEEK_API_KEY'; At = 'a foreign host' }
        @{ Variable = 'TEST_KEY_CLOUD'; At = 'its own host' }
    ) {
        $address = $At -eq 'a foreign host' ? $foreign.BaseUri : 'https://api.deepseek.com'
        @{ accounts = @(@{ id = 'work'; provider = 'deepseek'; api_key_env = $Variable; base_url = $address }) } | ConvertTo-Json -Depth 5 | Set-Content $file
        $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; DEEPSEEK_API_KEY = $key; TEST_KEY_CLOUD = $secretOfOthers; SETTINGS = $file; COSTCOMPASS_TIMEOUT = 1 } -Script {
            $imported = Import-CostAccount $env:SETTINGS -ErrorAction SilentlyContinue -ErrorVariable failures -WarningAction SilentlyContinue
            @($imported).Count
            $failures[0].FullyQualifiedErrorId
            $failures[0].ErrorDetails.RecommendedAction
        }
        $shell.Value[0] | Should -Be 0
        $shell.Value[1] | Should -BeLike 'KeyAddressNotConfirmed,*'
        $shell.Value[2] | Should -BeLike '*-Force*'
        $foreign.Arrived | Should -BeNullOrEmpty
    }

    It 'are imported with -Force, which says where the key goes, and used then' {
        @{ accounts = @(@{ id = 'work'; provider = 'deepseek'; api_key_env = 'TEST_KEY_CLOUD'; base_url = $foreign.BaseUri }) } | ConvertTo-Json -Depth 5 | Set-Content $file
        (Import-CostAccount $file -Force -WarningVariable warned -WarningAction SilentlyContinue).Name | Should -Be 'work'
        "$warned" | Should -BeLike "*TEST_KEY_CLOUD*http://127.0.0.1:$($foreign.Port)*"
        (Get-DeepSeekBalance work).Total | Should -Be 5
    }
}

Describe 'Confirm-CostAccount' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $script:own = Open-KeyListener
        $script:moved = Open-KeyListener
        $env:TEST_KEY_OWN = $key
        $null = Connect-DeepSeek work -EnvironmentVariable TEST_KEY_OWN -BaseUri $own.BaseUri -SkipVerification
        Edit-Row "base_uri = '$($moved.BaseUri)v1/'"
    }

    AfterEach {
        $own.Dispose()
        $moved.Dispose()
        $env:TEST_KEY_OWN = $null
        Exit-TestHome
    }

    It 'confirms what was named, and sends nothing' {
        (Confirm-CostAccount work -BaseUri $moved.BaseUri -EnvironmentVariable TEST_KEY_OWN).BaseUri | Should -Be "$($moved.BaseUri)v1/"
        $moved.Arrived | Should -BeNullOrEmpty
        (Get-DeepSeekBalance work).Total | Should -Be 5
    }

    It 'does nothing the second time, and nothing with -WhatIf' {
        $null = Confirm-CostAccount work -BaseUri $moved.BaseUri -EnvironmentVariable TEST_KEY_OWN -WhatIf
        $null = Get-DeepSeekBalance work -ErrorAction SilentlyContinue -ErrorVariable failures
        Assert-Refused $failures
        $null = Confirm-CostAccount work -BaseUri $moved.BaseUri -EnvironmentVariable TEST_KEY_OWN
        (Confirm-CostAccount work).Name | Should -Be 'work'
    }

    It 'refuses what is not in the store by now: <Name>' -ForEach @(
        @{ Name = 'another address'; With = @{ BaseUri = 'https://api.deepseek.com'; EnvironmentVariable = 'TEST_KEY_OWN' } }
        @{ Name = 'another variable'; With = @{ EnvironmentVariable = 'TEST_KEY_CLOUD' } }
        @{ Name = 'a secret'; With = @{ SecretName = 'TEST_KEY_OWN' } }
    ) {
        $null = Confirm-CostAccount work @With -ErrorAction SilentlyContinue -ErrorVariable failures
        Assert-Refused $failures KeyAddressMismatch
        $null = Get-DeepSeekBalance work -ErrorAction SilentlyContinue -ErrorVariable failures
        Assert-Refused $failures
    }

    It 'asks where somebody is there, and fails where nobody is: <Answer>' -ForEach @(
        @{ Answer = 'Y'; Interactive = $true; Says = '5*' }
        @{ Answer = 'N'; Interactive = $true; Says = 'KeyAddressNotConfirmed,*' }
        @{ Answer = "`n"; Interactive = $true; Says = 'KeyAddressNotConfirmed,*' }
        @{ Answer = $null; Interactive = $false; Says = 'KeyAddressNotConfirmed,*' }
    ) {
        $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; TEST_KEY_OWN = $key } -Argument ($Interactive ? @() : @('-NonInteractive')) -InputText $Answer -Script {
            $null = Confirm-CostAccount work -ErrorAction SilentlyContinue
            $balance = Get-DeepSeekBalance work -ErrorAction SilentlyContinue -ErrorVariable failures
            $balance ? $balance.Total : $failures[0].FullyQualifiedErrorId
        }
        $shell.Value | Should -BeLike $Says
        if ($Interactive) { $shell.Output | Should -BeLike "*TEST_KEY_OWN*http://127.0.0.1:$($moved.Port)*http://127.0.0.1:$($own.Port)*" }
    }

    It 'says where the key went until now, where nobody can be asked' {
        $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; TEST_KEY_OWN = $key } -Script {
            Confirm-CostAccount work -ErrorAction SilentlyContinue -ErrorVariable failures
            "$($failures[0])"
        }
        $shell.Value | Should -BeLike "*http://127.0.0.1:$($moved.Port)*the confirmed address of that key is http://127.0.0.1:$($own.Port)*"
    }

    It 'confirms one account by its address, and never what a pattern finds' {
        $null = Confirm-CostAccount w* -BaseUri $moved.BaseUri -EnvironmentVariable TEST_KEY_OWN -ErrorAction SilentlyContinue -ErrorVariable failures
        Assert-Refused $failures AccountNotNamed
    }

    It 'confirms no address to which no key is ever sent' {
        Edit-Row "base_uri = 'http://example.com/'"
        $null = Confirm-CostAccount work -BaseUri http://example.com -EnvironmentVariable TEST_KEY_OWN -ErrorAction SilentlyContinue -ErrorVariable failures
        Assert-Refused $failures InsecureBaseUri
    }

    It 'adds to a file in which somebody has an address twice' {
        $file = "$testHome/key-addresses.json"
        $content = Get-Content $file -Raw | ConvertFrom-Json -AsHashtable
        $content.addresses = @($content.addresses[0], $content.addresses[0])
        $content | ConvertTo-Json -Depth 5 | Set-Content $file
        $null = Confirm-CostAccount work -BaseUri $moved.BaseUri -EnvironmentVariable TEST_KEY_OWN
        (Get-DeepSeekBalance work).Total | Should -Be 5
    }

    It 'is taken back by Disconnect-CostAccount' {
        $null = Confirm-CostAccount work -BaseUri $moved.BaseUri -EnvironmentVariable TEST_KEY_OWN
        Disconnect-CostAccount work
        Get-Content "$testHome/key-addresses.json" -Raw | Should -Not -BeLike "*$($moved.Port)*"
    }
}

Describe 'A vault of an earlier version' {
    BeforeAll {
        # As docs/vault-format.md describes version 1.
        function Write-VaultOfVersion1([string] $Path, [string] $Phrase, [string] $Account, [string] $Key) {
            function Get-Number([int] $Value, [int] $Bytes) { , [byte[]] (($Bytes - 1)..0 | ForEach-Object { ($Value -shr (8 * $_)) -band 0xFF }) }
            function Protect-Part([byte[]] $With, [byte[]] $Nonce, [byte[]] $Plain, [byte[]] $Associated) {
                $sealed, $tag = [byte[]]::new($Plain.Length), [byte[]]::new(16)
                [Security.Cryptography.AesGcm]::new($With, 16).Encrypt($Nonce, $Plain, $sealed, $tag, $Associated)
                , [byte[]] ($sealed + $tag)
            }

            $utf8 = [Text.Encoding]::UTF8
            $random = { , [Security.Cryptography.RandomNumberGenerator]::GetBytes($args[0]) }
            $dataKey, $salt, $wrapNonce, $nonce = (& $random 32), (& $random 32), (& $random 12), (& $random 12)
            $head = [byte[]] ($utf8.GetBytes("CCVAULT`u{1a}") + (Get-Number 1 2) + 1 + 1 + (Get-Number 600000 4) + $salt)
            $wrapping = [Security.Cryptography.Rfc2898DeriveBytes]::Pbkdf2($utf8.GetBytes($Phrase), $salt, 600000, 'SHA256', 32)
            $body = $head + $wrapNonce + (Protect-Part -With $wrapping -Nonce $wrapNonce -Plain $dataKey -Associated $head) + (Get-Number 1 2)
            $record = Protect-Part -With $dataKey -Nonce $nonce -Plain $utf8.GetBytes($Key) -Associated ([byte[]] ((Get-Number 1 2) + $utf8.GetBytes($Account.ToUpperInvariant())))
            $body = [byte[]] ($body + $Account.Length + $utf8.GetBytes($Account) + $nonce + (Get-Number $Key.Length 2) + $record)
            $sealing = [Security.Cryptography.HKDF]::DeriveKey('SHA256', $dataKey, 32, [byte[]]::new(0), $utf8.GetBytes('CostCompass vault 1 file seal'))
            [IO.File]::WriteAllBytes($Path, $body + [Security.Cryptography.HMACSHA256]::HashData($sealing, $body))
        }
    }

    BeforeEach {
        $script:testHome = Enter-TestHome
        $script:own = Open-KeyListener
        $null = Unlock-CostVault (ConvertTo-Secret 'made-up password')
        $null = Connect-DeepSeek work -ApiKey (ConvertTo-Secret $key) -BaseUri $own.BaseUri -SkipVerification
        $null = Lock-CostVault
        Write-VaultOfVersion1 -Path "$testHome/vault.bin" -Phrase 'made-up password' -Account work -Key $key
    }

    AfterEach {
        $null = Lock-CostVault
        $own.Dispose()
        Exit-TestHome
    }

    It 'opens, and sends no key until its address is confirmed' {
        $null = Unlock-CostVault (ConvertTo-Secret 'made-up password') -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike "*'work' to http://127.0.0.1:$($own.Port)*Confirm-CostAccount*"
        Assert-Refused (Invoke-EveryAsker)
        $own.Arrived | Should -BeNullOrEmpty
        $null = Confirm-CostAccount work -BaseUri $own.BaseUri
        (Get-DeepSeekBalance work).Total | Should -Be 5
        $null = Unlock-CostVault (ConvertTo-Secret 'made-up password') -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }

    It 'asks once' {
        $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; COSTCOMPASS_VAULT_PASSWORD = 'made-up password' } -Argument @() -InputText 'Y' -Script {
            $null = Unlock-CostVault
            (Get-DeepSeekBalance work).Total
            $null = Unlock-CostVault
            (Get-DeepSeekBalance work).Total
        }
        $shell.Output | Should -BeLike "*'work' to http://127.0.0.1:$($own.Port)*"
        $shell.Value | Should -Be 5, 5
        $shell.Errors | Should -BeNullOrEmpty
    }
}
