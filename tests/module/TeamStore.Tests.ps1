BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'TestServer.psm1') -Force
    $script:missing = -not (Find-ServerProgram)
    if ($missing) { Write-Warning 'The programs of PostgreSQL (initdb, postgres) are not there: the store on a server was not tested.' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'Support' 'TestServer.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:server = Start-TestServer
    $script:number = 0

    function Get-NewStore {
        $script:number++
        "$($server.ConnectionString);Search Path=store_$number"
    }

    function Import-History([int] $Rows = 20, [string] $Account = 'team') {
        $file = Join-Path $TestDrive 'history.csv'
        $lines = foreach ($row in 0..($Rows - 1)) { '{2},USD,2026-11-01T00:{0:00}:00Z,{1}' -f $row, (100 - $row), $Account }
        Set-Content $file (@('account,currency,first_seen,total') + $lines)
        $null = Import-CostSnapshot $file
    }
}

AfterAll {
    Set-CostStore -Local | Out-Null
    Exit-TestHome
    if ($server) { Stop-TestServer $server }
}

Describe 'A store on a server' -Skip:$missing {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $script:text = Get-NewStore
        $script:secret = ConvertTo-Secret $text
    }

    AfterEach {
        Set-CostStore -Local | Out-Null
    }

    It 'is chosen, and makes its tables' {
        $store = Set-CostStore $secret
        $store.Kind, $store.Exists, $store.Health, $store.IsEncrypted | Should -Be 'PostgreSQL', $true, 'Ok', $false
        $store.Path | Should -Be "127.0.0.1:$($server.Port)/postgres (store_$number)"
        $store.EngineVersion | Should -Match '^\d+'
        $store.SizeBytes | Should -BeGreaterThan 0
        (Get-CostStore).Path | Should -Be $store.Path
    }

    It 'is chosen by those who may only read it, too' {
        $null = Set-CostStore $secret
        Import-History
        $reading = Set-CostStore (ConvertTo-Secret "$text;Options=-c default_transaction_read_only=on")
        $reading.Health, $reading.Snapshots | Should -Be 'ReadOnly', 20
        (Get-CostSpend -GroupBy Month -TimeZone UTC).Amount | Should -Be 19
    }

    It 'is the one that the environment names, unless the session chose another' {
        $env:COSTCOMPASS_STORE = $text
        try {
            $shell = Invoke-FreshShell -Environment (Get-CleanEnvironment @{ COSTCOMPASS_HOME = $testHome; COSTCOMPASS_STORE = $text; MODULE = Get-BuiltModulePath }) -Script {
                Import-Module $env:MODULE
                (Get-CostStore).Kind
                (Set-CostStore -Local).Kind
                (Get-CostStore).Kind
            }
            $shell.Errors | Should -BeNullOrEmpty
            $shell.Value | Should -Be 'PostgreSQL', 'SQLite', 'SQLite'
        }
        finally { $env:COSTCOMPASS_STORE = $null }
    }

    It 'holds a history as a file does' {
        Import-History
        $spend = Get-CostSpend -GroupBy Day -TimeZone UTC | Select-Object Account, From, To, Amount, Quality | ConvertTo-Csv
        $forecast = Get-CostForecast -AsOf '2026-11-02T00:00:00Z' | ConvertTo-Csv
        $null = Set-CostStore $secret
        (Get-CostStore).Snapshots | Should -Be 0
        Import-History
        (Get-CostStore).Snapshots | Should -Be 20
        Get-CostSpend -GroupBy Day -TimeZone UTC | Select-Object Account, From, To, Amount, Quality | ConvertTo-Csv | Should -Be $spend
        Get-CostForecast -AsOf '2026-11-02T00:00:00Z' | ConvertTo-Csv | Should -Be $forecast
        Test-CostStore -Quiet | Should -BeTrue
        (Test-CostStore)[0].Check | Should -Be 'Server'
        Join-Path $testHome costcompass.db | Should -Exist
    }

    It 'decides on no host where a key is sent' {
        Import-Module (Join-Path $PSScriptRoot 'Support' 'KeyListener.psm1')
        $own, $foreign = (Open-KeyListener), (Open-KeyListener)
        $env:TEST_KEY_TEAM = 'sk-made-up-0000000000000001'
        try {
            $null = Set-CostStore $secret
            $null = Connect-DeepSeek team -EnvironmentVariable TEST_KEY_TEAM -BaseUri $own.BaseUri
            $env:COSTCOMPASS_HOME = "$testHome-member"
            Get-DeepSeekBalance team -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'KeyAddressNotConfirmed,*'
            $null = Connect-DeepSeek team -EnvironmentVariable TEST_KEY_TEAM -BaseUri $foreign.BaseUri -SkipVerification -Force
            $env:COSTCOMPASS_HOME = $testHome
            Update-CostSnapshot -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'KeyAddressNotConfirmed,*'
            $foreign.Arrived | Should -BeNullOrEmpty
            $own.Arrived | Should -HaveCount 1
        }
        finally {
            $own.Dispose()
            $foreign.Dispose()
            $env:TEST_KEY_TEAM = $null
            $env:COSTCOMPASS_HOME = $testHome
        }
    }

    It 'is filled from a file by Copy-CostStore, and gives the file back' {
        Import-History
        $tables = Copy-CostStore $secret
        ($tables | Where-Object Table -EQ snapshot).Rows | Should -Be 20
        ($tables | Where-Object Table -EQ snapshot).Copied | Should -Be 20
        (Copy-CostStore $secret).Copied | Should -Be @(0, 0)
        (Set-CostStore $secret).Snapshots | Should -Be 20
        $folder = Join-Path $TestDrive "back-$number"
        $back = Copy-CostStore -ToFolder $folder
        $back.Sum | Should -Be $tables.Sum
        $env:COSTCOMPASS_HOME = $folder
        (Set-CostStore -Local).Snapshots | Should -Be 20
        Test-CostStore -Quiet | Should -BeTrue
    }

    It 'leaves a store alone that holds something else' {
        Import-History
        $null = Set-CostStore $secret
        Import-History 3 another
        $null = Set-CostStore -Local
        Copy-CostStore $secret -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'CopyTargetNotEmpty,*'
        (Set-CostStore $secret).Snapshots | Should -Be 3
    }

    It 'changes nothing with -WhatIf' {
        Set-CostStore $secret -WhatIf
        Copy-CostStore $secret -WhatIf
        (Get-CostStore).Kind | Should -Be 'SQLite'
    }

    It 'is not chosen when it cannot be reached or does not let one in: <Id>' -ForEach @(
        @{ Id = 'StoreNotReachable'; Change = { $args[0] -replace 'Port=\d+', 'Port=1' } }
        @{ Id = 'StoreAccessDenied'; Change = { $args[0] -replace 'Password=[^;]+', 'Password=another-made-up' } }
        @{ Id = 'StoreTlsRequired'; Change = { ($args[0] -replace '127.0.0.1', 'db.example.com') + ';SSL Mode=Disable' } }
        @{ Id = 'InvalidConnectionString'; Change = { $args[0] + ';Nonsense=1' } }
    ) {
        Set-CostStore (ConvertTo-Secret (& $Change $text)) -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        (Get-CostStore).Kind | Should -Be 'SQLite'
    }

    It 'is not backed up or restored as a file' {
        $null = Set-CostStore $secret
        Backup-CostStore (Join-Path $TestDrive 'b.db') -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'StoreOnServer,*'
    }

    It 'refuses a connection string in plain text, without repeating it' {
        { Set-CostStore 'Host=db.example.com;Password=Tr0ub4dor-made-up' } | Should -Throw -ExceptionType ([System.Management.Automation.ParameterBindingException])
        "$($Error[0])" | Should -Not -BeLike '*Tr0ub4dor*'
    }

    It 'shows the password nowhere' {
        $shell = Invoke-FreshShell -Environment (Get-CleanEnvironment @{ COSTCOMPASS_HOME = $testHome; MADE_UP = $text; MODULE = Get-BuiltModulePath }) -Script {
            Import-Module $env:MODULE
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            function Get-MadeUp([string] $Text) {
                $secret = [securestring]::new()
                foreach ($character in $Text.ToCharArray()) { $secret.AppendChar($character) }
                , $secret
            }
            $seen = @(
                Set-CostStore (Get-MadeUp $env:MADE_UP) *>&1
                Get-CostStore *>&1
                Get-CostAccount *>&1
                Test-CostStore *>&1
                foreach ($change in { $_ -replace 'Port=\d+', 'Port=1' }, { $_ -replace 'Username=\w+', 'Username=nobody' }, { $_ -replace '127.0.0.1', 'db.invalid' }, { "$_;Nonsense=1" }, { "$_;Port=x" }) {
                    $text = $env:MADE_UP | ForEach-Object $change
                    Set-CostStore (Get-MadeUp $text) *>&1
                    Copy-CostStore (Get-MadeUp $text) *>&1
                }
            )
            $all = ($seen | Format-List * -Force | Out-String -Width 4000) + ($Error | ForEach-Object { $_ | Format-List * -Force; $_.Exception | Format-List * -Force; "$($_.Exception)" } | Out-String -Width 4000)
            $all.Length -gt 2000
            $all.Contains('made-up-for-tests-1')
        }
        $shell.Value | Should -Be $true, $false
        Get-ChildItem $testHome -Recurse -File -ErrorAction Ignore | Where-Object { [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($_.FullName)).Contains('made-up-for-tests-1') } | Should -BeNullOrEmpty
    }

    It 'holds no API key' {
        $simulator = Open-Simulator
        try {
            $null = Set-CostStore $secret
            $key = "sk-made-up-$([guid]::NewGuid().ToString('N'))"
            $null = Invoke-Simulator $simulator accounts @{ key = $key; currency = 'USD'; granted = 1; toppedUp = 30 }
            $null = Unlock-CostVault (ConvertTo-Secret 'a made-up password')
            $null = Connect-DeepSeek -ApiKey (ConvertTo-Secret $key) -BaseUri $simulator.BaseUri
            (Update-CostSnapshot).Total | Should -Be 31
            (Get-CostStore).Accounts | Should -Be 1
            $folder = Join-Path $TestDrive "key-$number"
            $null = Copy-CostStore -ToFolder $folder
            $bytes = Get-ChildItem $folder -File | ForEach-Object { [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($_.FullName)) }
            "$bytes" | Should -BeLike '*deepseek*'
            "$bytes" | Should -Not -BeLike "*$key*"
        }
        finally {
            Close-Simulator $simulator
        }
    }
}

Describe 'The file of one machine' {
    It 'loads nothing of servers' {
        $shell = Invoke-FreshShell -Environment (Get-CleanEnvironment @{ COSTCOMPASS_HOME = Join-Path $TestDrive 'file'; MODULE = Get-BuiltModulePath }) -Script {
            Import-Module $env:MODULE
            $null = Get-CostStore
            $null = Get-CostSnapshot
            $null = Set-CostStore -Local
            [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -match '^(Npgsql|Microsoft\.Extensions)'
        }
        $shell.Errors | Should -BeNullOrEmpty
        $shell.Value | Should -BeNullOrEmpty
    }
}
