BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    $script:module = Split-Path (Get-BuiltModulePath)
    $script:clock = '2026-11-16T02:00:00Z'
}

Describe 'Importing the module' {
    It 'makes no folder, and loads neither the store nor any package' {
        $testHome = Join-Path $TestDrive 'untouched'
        $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; XDG_DATA_HOME = (Join-Path $TestDrive 'data') } -Script {
            [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name
        }

        $shell.Errors | Should -BeNullOrEmpty
        $shell.Value | Should -Contain 'CostCompass'
        $shell.Value | Should -Not -Contain 'CostCompass.Storage'
        $shell.Value | Should -Not -Contain 'CostCompass.Logs'
        $shell.Value | Should -Not -Contain 'CostCompass.Providers'
        $shell.Value | Should -Not -Contain 'Microsoft.Data.Sqlite'
        $shell.Value | Should -Not -Contain 'Polly.Core'
        $testHome | Should -Not -Exist
        Join-Path $TestDrive 'data' | Should -Not -Exist
    }

    It 'works after it was forced twice' {
        $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = (Join-Path $TestDrive 'forced'); MODULE = Get-BuiltModulePath } -Script {
            Import-Module $env:MODULE -Force
            Import-Module $env:MODULE -Force
            (Get-CostStore).Exists
            @(Get-Module CostCompass).Count
        }

        $shell.Errors | Should -BeNullOrEmpty
        $shell.Value | Should -Be @($false, 1)
    }

    It 'works again after it was removed' {
        $shell = Invoke-FreshShell -Environment @{ COSTCOMPASS_HOME = (Join-Path $TestDrive 'removed'); MODULE = Get-BuiltModulePath } -Script {
            $before = (Get-CostStore).Kind
            Remove-Module CostCompass
            $between = [bool](Get-Command Get-CostStore -ErrorAction Ignore)
            Import-Module $env:MODULE
            $before, $between, (Get-CostStore).Kind
        }

        $shell.Errors | Should -BeNullOrEmpty
        $shell.Value | Should -Be @('SQLite', $false, 'SQLite')
    }

    It 'says which of its files is missing, and the process lives on: <_>' -ForEach 'CostCompass.Application', 'CostCompass.Storage', 'CostCompass.Providers' {
        $copy = Join-Path $TestDrive "without-$_"
        Copy-Item (Split-Path (Get-BuiltModulePath)) $copy -Recurse
        Remove-Item (Join-Path $copy 'dependencies' "$_.dll")
        $environment = @{ COSTCOMPASS_HOME = (Join-Path $TestDrive "home-$_"); MODULE = (Join-Path $copy 'CostCompass.psd1'); DEEPSEEK_API_KEY = 'sk-made-up-0000000000000001' }
        $shell = Invoke-FreshShell -WithoutModule -Environment $environment -Script {
            Import-Module $env:MODULE
            try { Get-CostAccount -ErrorAction Stop } catch { "$_"; $_.Exception.GetBaseException().GetType().Name }
        }

        $shell.ExitCode | Should -Be 0
        $shell.Value[0] | Should -BeLike "*$_*"
        $shell.Value[1] | Should -Be 'FileNotFoundException'
    }

    It 'finds its native SQLite: a write and a read in a fresh process give back what was written' {
        $testHome = Join-Path $TestDrive 'native'
        $environment = @{ COSTCOMPASS_HOME = $testHome; DEEPSEEK_API_KEY = 'sk-made-up-0000000000000001' }
        $shell = Invoke-FreshShell -Environment $environment -Script {
            $null = Connect-DeepSeek -SkipVerification
            (Get-CostStore).Accounts
            $sqlite = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'Microsoft.Data.Sqlite' }
            $sqlite.Location
            (Get-CostStore).EngineVersion
        }

        $shell.Errors | Should -BeNullOrEmpty
        $shell.Value[0] | Should -Be 1
        $shell.Value[1] | Should -Be (Join-Path $module 'dependencies' 'Microsoft.Data.Sqlite.dll')

        # SQLite 3.7.0 to 3.51.2 can lose acknowledged commits when the write-ahead log is reset.
        [version]$shell.Value[2] | Should -BeGreaterOrEqual ([version]'3.51.3')
    }
}

Describe 'The folder of the module' {
    It 'holds no copy of PowerShell''s engine' {
        Get-ChildItem $module -Recurse -Filter 'System.Management.Automation*' | Should -BeNullOrEmpty
    }

    It 'holds everything that has a package below dependencies' {
        (Get-ChildItem $module -Filter '*.dll').Name | Sort-Object | Should -Be @('CostCompass.Core.dll', 'CostCompass.dll')
    }

    It 'holds native SQLite for <_>' -ForEach 'win-x64', 'win-arm64', 'linux-x64', 'linux-arm64', 'linux-musl-x64', 'osx-x64', 'osx-arm64' {
        Join-Path $module 'dependencies' 'runtimes' $_ 'native' '*e_sqlite3*' | Should -Exist
    }
}

Describe 'Several runspaces of one process' {
    BeforeAll {
        $script:simulator = Open-Simulator -Argument '--topped-up', '50', '--clock', $clock
    }

    AfterAll { Close-Simulator $simulator }

    It 'import, update and read at the same time' {
        $environment = @{
            COSTCOMPASS_HOME  = (Join-Path $TestDrive 'parallel')
            COSTCOMPASS_CLOCK = $clock
            DEEPSEEK_API_KEY  = $simulator.Key
            DEEPSEEK_BASE_URL = $simulator.BaseUri
            MODULE            = Get-BuiltModulePath
        }
        $shell = Invoke-FreshShell -WithoutModule -Environment $environment -Script {
            $path = $env:MODULE
            1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module $using:path -Force
                1..3 | ForEach-Object {
                    $null = Update-CostSnapshot -ErrorAction Stop
                    (Get-CostSnapshot -Last 1).Total
                }
            }
        }

        $shell.Errors | Should -BeNullOrEmpty
        $shell.Value | Should -HaveCount 12
        $shell.Value | Sort-Object -Unique | Should -Be 50.00
    }
}

Describe 'Beside another module with an older Microsoft.Data.Sqlite' {
    BeforeAll {
        # As published for this machine: the native library lies beside the assemblies.
        $script:other = Join-Path $TestDrive 'OlderSqlite'
        $null = New-Item $other -ItemType Directory
        $built = Get-FixturePath OlderSqlite
        Copy-Item (Join-Path $built '*.dll') $other
        $system = $IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux'
        if ([Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier -match 'musl|alpine') { $system = 'linux-musl' }
        $platform = "$system-$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture)".ToLowerInvariant()
        Copy-Item (Join-Path $built 'runtimes' $platform 'native' '*') $other
        $script:report = {
            param($Order)
            foreach ($path in $Order) { Import-Module $path }
            if ($env:OLDER_FIRST) { $older = Get-OlderSqlite }
            $null = Connect-DeepSeek -SkipVerification
            if (-not $older) { $older = Get-OlderSqlite }
            $ours = [AppDomain]::CurrentDomain.GetAssemblies() |
                Where-Object { $_.GetName().Name -eq 'Microsoft.Data.Sqlite' -and $_.Location -match '[\\/]dependencies[\\/]' }
            [pscustomobject]@{
                Accounts = (Get-CostStore).Accounts
                Ours     = $ours.GetName().Version.ToString()
                Older    = $older.Version.ToString()
                Engine   = $older.Engine
                Location = $older.Location
            }
        }
    }

    It 'both work when the other is imported <_>' -ForEach 'before', 'after' {
        $paths = (Join-Path $other 'OlderSqlite.dll'), (Get-BuiltModulePath)
        if ($_ -eq 'after') { [array]::Reverse($paths) }
        $environment = @{
            COSTCOMPASS_HOME = (Join-Path $TestDrive "beside-$_")
            DEEPSEEK_API_KEY = 'sk-made-up-0000000000000001'
            FIRST            = $paths[0]
            SECOND           = $paths[1]
            OLDER_FIRST      = $_ -eq 'before' ? 'yes' : $null
        }
        $shell = Invoke-FreshShell -WithoutModule -Environment $environment -Script (
            [scriptblock]::Create("& { $report } -Order `$env:FIRST, `$env:SECOND"))

        $shell.Errors | Should -BeNullOrEmpty
        $shell.Value.Accounts | Should -Be 1
        $shell.Value.Engine | Should -Match '^3\.'
        $shell.Value.Ours | Should -BeLike '10.*'
        $shell.Value.Older | Should -BeLike '9.*'
        $shell.Value.Location | Should -Be (Join-Path $other 'Microsoft.Data.Sqlite.dll')
    }
}
