# A schedule that the operating system runs. Stand-ins for crontab and systemctl keep the real ones of the user as they are.
BeforeDiscovery {
    $script:canVerify = $IsLinux -and (Get-Command systemd-analyze -ErrorAction Ignore)
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:path = $env:PATH
    $script:configuration = $env:XDG_CONFIG_HOME

    # A program that runs a script of sh.
    function Save-Program([string] $Name, [string] $Text) {
        $file = Join-Path $script:programs $Name
        [IO.File]::WriteAllText($file, "#!/bin/sh`n$Text`n")
        [IO.File]::SetUnixFileMode($file, [IO.UnixFileMode] 'UserRead, UserWrite, UserExecute')
    }

    # The words that a shell makes of a line.
    function Get-Word([string] $Line) { sh -c "printf '%s\n' $Line" }
}

AfterAll {
    $env:PATH = $path
    $env:XDG_CONFIG_HOME = $configuration
}

Describe 'A schedule' -Skip:(-not $IsLinux) {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $script:programs = (New-Item (Join-Path $TestDrive ([guid]::NewGuid().ToString('n'))) -ItemType Directory).FullName
        $script:table = Join-Path $programs 'table'
        $env:XDG_CONFIG_HOME = Join-Path $programs 'config'
        $env:PATH = "$programs$([IO.Path]::PathSeparator)$path"
        Save-Program systemctl 'exit 1'
        Save-Program crontab "if [ `"`$1`" = -l ]; then [ -f '$table' ] && cat '$table' || { echo 'no crontab for you' >&2; exit 1; }; else cat > '$table'; fi"
    }

    AfterEach {
        $env:PATH = $path
        $env:XDG_CONFIG_HOME = $configuration
        Exit-TestHome
    }

    Context 'of cron' {
        It 'has the full paths of the program and the module, and is found again' {
            $schedule = Register-CostSchedule -Every 00:15:00 -WarningAction SilentlyContinue
            $schedule.Kind, $schedule.Every, $schedule.IsActive, $schedule.Folder | Should -Be 'Cron', ([timespan]'00:15:00'), $true, $testHome
            $schedule.Program | Should -Exist
            $schedule.Module | Should -Be (Get-BuiltModulePath)
            $schedule.NextRun | Should -BeGreaterThan ([datetimeoffset]::Now)
            $schedule.NextRun | Should -BeLessThan ([datetimeoffset]::Now.AddMinutes(16))
            $schedule.NextRun.Minute % 15 | Should -Be 0
            Get-CostSchedule | ConvertTo-Json | Should -Be ($schedule | ConvertTo-Json)
            $lines = Get-Content $table
            $lines | Should -HaveCount 2
            $lines[1] | Should -BeLike '[*]/15 [*] [*] [*] [*] *Update-CostSnapshot* >/dev/null'
        }

        It 'takes a snapshot when its line is run' {
            $simulator = Open-Simulator -Argument '--topped-up', '100'
            try {
                $null = Connect-TestAccount $simulator
                $null = Register-CostSchedule -WarningAction SilentlyContinue
                $line = (Get-Content $table)[1] -replace '^(\S+ ){5}'
                $start = [Diagnostics.ProcessStartInfo]::new('/bin/sh')
                foreach ($argument in '-c', $line) { $start.ArgumentList.Add($argument) }

                # Cron starts with hardly any environment.
                $kept = @{ PATH = '/usr/bin:/bin'; HOME = $env:HOME; DOTNET_ROOT = $env:DOTNET_ROOT; (Get-CostAccount).KeyReference = $simulator.Key }
                $start.Environment.Clear()
                foreach ($name in $kept.Keys.Where({ $kept[$_] })) { $start.Environment[$name] = $kept[$name] }
                $process = [Diagnostics.Process]::Start($start)
                $process.WaitForExit(60000) | Should -BeTrue
                $process.ExitCode | Should -Be 0
                (Get-CostSnapshot).Total | Should -Be 100
            }
            finally { Close-Simulator $simulator }
        }

        It 'replaces the former one, and leaves the lines of others' {
            Set-Content $table '# mine', '0 5 * * * /usr/bin/true', ''
            $null = Register-CostSchedule -Every 00:05:00 -WarningAction SilentlyContinue
            $null = Register-CostSchedule -Every 02:00:00 -WarningAction SilentlyContinue
            $lines = Get-Content $table
            $lines | Should -HaveCount 4
            $lines[0..1] | Should -Be '# mine', '0 5 * * * /usr/bin/true'
            $lines[3] | Should -BeLike '0 [*]/2 [*] [*] [*] *'
            (Get-CostSchedule).Every | Should -Be ([timespan]'02:00:00')
            Unregister-CostSchedule
            Get-Content $table | Should -Be '# mine', '0 5 * * * /usr/bin/true'
            Get-CostSchedule | Should -BeNullOrEmpty
        }

        It 'is not active when its line was put into a comment, and is removed with it' {
            $null = Register-CostSchedule -WarningAction SilentlyContinue
            $lines = Get-Content $table
            Set-Content $table $lines[0], "#$($lines[1])"
            $schedule = Get-CostSchedule
            $schedule.IsActive, $schedule.NextRun | Should -Be $false, $null
            Unregister-CostSchedule
            Get-Content $table | Should -BeNullOrEmpty
        }

        It 'is an error, and changes nothing, if the former lines can not be read' {
            Set-Content $table '5 4 * * * /bin/backup'
            Save-Program crontab "if [ `"`$1`" = -l ]; then echo 'out of memory' >&2; exit 1; else cat > '$table'; fi"
            { Register-CostSchedule -ErrorAction Stop -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'ScheduleFailed*'
            { Unregister-CostSchedule -ErrorAction Stop } | Should -Throw -ErrorId 'ScheduleFailed*'
            { Get-CostSchedule -ErrorAction Stop } | Should -Throw -ErrorId 'ScheduleFailed*'
            (Test-CostHealth -Offline | Where-Object Check -EQ Schedule).State | Should -Be Error
            Get-Content $table | Should -Be '5 4 * * * /bin/backup'
        }

        It 'leaves every byte of the lines of others' {
            $bytes = [byte[]]('0 5 * * * /data/caf'.ToCharArray() + 0xE9, 10 | ForEach-Object { [byte] $_ })
            [IO.File]::WriteAllBytes($table, $bytes)
            $env:COSTCOMPASS_HOME = Join-Path $programs "h$([char]0xF6)me"
            (Register-CostSchedule -WarningAction SilentlyContinue).IsActive | Should -BeTrue
            Unregister-CostSchedule
            [IO.File]::ReadAllBytes($table) | Should -Be $bytes
        }

        It 'is removed with a line whose times were changed, or that stands elsewhere' {
            $null = Register-CostSchedule -WarningAction SilentlyContinue
            $lines = Get-Content $table
            Set-Content $table $lines[0], '0 5 * * * /usr/bin/true', $lines[1].Replace('*/15 * * * *', '*/30 9-17 * * 1-5')
            $changed = Get-CostSchedule
            $changed.IsActive, $changed.NextRun | Should -Be $true, $null
            Unregister-CostSchedule
            Get-Content $table | Should -Be '0 5 * * * /usr/bin/true'
        }

        It 'shows nothing that a terminal obeys' {
            $null = Register-CostSchedule -WarningAction SilentlyContinue
            Set-Content $table ((Get-Content $table)[0].Replace('"Module":"', '"Module":"\u001b]52;c;eA==\u0007'))
            Get-CostSchedule | Format-List | Out-String | Should -Not -Match "`a|`e\]"
            Test-CostHealth -Offline | Format-List | Out-String | Should -Not -Match "`a|`e\]"
        }

        It 'can not have a control character in its paths' {
            $env:COSTCOMPASS_HOME = Join-Path $programs "a`nb"
            { Register-CostSchedule -ErrorAction Stop } | Should -Throw -ErrorId 'SchedulePathInvalid*'
            $table | Should -Not -Exist
        }

        It 'with quotes, spaces and percent signs in its paths is one command' {
            $env:COSTCOMPASS_HOME = Join-Path $programs "a 'b' 50% `$c ``d"
            $null = Register-CostSchedule -WarningAction SilentlyContinue
            $line = (Get-Content $table)[1]

            # Cron takes a percent sign only after a backslash.
            [regex]::Matches($line, '(?<!\\)%') | Should -BeNullOrEmpty
            $words = Get-Word (($line -replace '^(\S+ ){5}' -replace ' >/dev/null$').Replace('\%', '%'))
            $command = $words[-1]
            $found = [Management.Automation.Language.Parser]::ParseInput($command, [ref] $null, [ref] $null)
            $found.EndBlock.Statements | Should -HaveCount 3
            $found.EndBlock.Statements[0].Right.Expression.Value | Should -BeExactly $env:COSTCOMPASS_HOME
            (Get-CostSchedule).Folder | Should -BeExactly $env:COSTCOMPASS_HOME
        }

        It 'can not run every <_>' -ForEach '00:07:00', '05:00:00', '00:00:30', '2.00:00:00', '01:30:00', '00:00:00', '-00:15:00' {
            { Register-CostSchedule -Every $_ -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidInterval*'
            $table | Should -Not -Exist
        }

        It 'is not changed with -WhatIf' {
            Register-CostSchedule -WhatIf | Should -BeNullOrEmpty
            $table | Should -Not -Exist
            $null = Register-CostSchedule -WarningAction SilentlyContinue
            Unregister-CostSchedule -WhatIf
            Get-CostSchedule | Should -Not -BeNullOrEmpty
        }

        It 'is an error if crontab refuses it' {
            Save-Program crontab 'echo "you are not allowed to use this program" >&2; exit 1'
            { Register-CostSchedule -ErrorAction Stop -WarningAction SilentlyContinue } | Should -Throw '*you are not allowed*'
        }

        It 'also keeps the calls of agents, if it is asked to' {
            (Register-CostSchedule -WarningAction SilentlyContinue).Command | Should -Not -BeLike '*Add-DeepSeekUsage*'
            (Register-CostSchedule -IncludeUsage -WarningAction SilentlyContinue).Command | Should -BeLike '*; Add-DeepSeekUsage; Update-CostSnapshot'
        }

        It 'is an error if there is none to remove' {
            { Unregister-CostSchedule -ErrorAction Stop } | Should -Throw -ErrorId 'ScheduleNotFound*'
        }
    }

    Context 'of systemd' {
        BeforeEach {
            $script:calls = Join-Path $programs 'calls'
            Save-Program systemctl "echo `"`$*`" >> '$calls'; case `"`$*`" in *' show '*) printf 'ActiveState=active\nLastTriggerUSec=@1763251200\nNextElapseUSecRealtime=\n' ;; esac"
        }

        It 'is a timer and a service, and is found again' {
            $schedule = Register-CostSchedule -Every 00:07:00 -WarningAction SilentlyContinue
            $schedule.Kind, $schedule.Every, $schedule.IsActive | Should -Be 'SystemdTimer', ([timespan]'00:07:00'), $true
            $schedule.Location | Should -Be (Join-Path $env:XDG_CONFIG_HOME systemd user costcompass-schedule.timer)
            $schedule.LastRun.UtcDateTime | Should -Be ([datetime]'2025-11-16')
            $schedule.NextRun | Should -Be $schedule.LastRun.AddMinutes(7)
            Get-Content $calls | Should -Contain '--user enable costcompass-schedule.timer'
            Unregister-CostSchedule
            Get-CostSchedule | Should -BeNullOrEmpty
            Get-ChildItem (Split-Path $schedule.Location) | Should -BeNullOrEmpty
        }

        It 'is found without its times where systemd is older' {
            Save-Program systemctl 'case "$*" in *--timestamp*) exit 1 ;; *" show "*) printf "ActiveState=active\nLastTriggerUSec=Sun 2025-11-16 00:00:00 UTC\nNextElapseUSecRealtime=\n" ;; esac'
            $schedule = Register-CostSchedule -WarningAction SilentlyContinue
            $schedule.IsActive, $schedule.LastRun, $schedule.NextRun | Should -Be $true, $null, $null
        }

        It 'is not found in a file of somebody else: <_>' -ForEach '', '[Unit]', "`n" {
            $schedule = Register-CostSchedule -WarningAction SilentlyContinue
            Set-Content $schedule.Location $_ -NoNewline
            Get-CostSchedule -ErrorAction Stop | Should -BeNullOrEmpty
        }

        It 'leaves units of the name that the examples have' {
            $other = Join-Path $env:XDG_CONFIG_HOME systemd user costcompass.timer
            $null = New-Item $other -Force -Value '[Timer]'
            $null = Register-CostSchedule -WarningAction SilentlyContinue
            Unregister-CostSchedule
            Get-Content $other | Should -Be '[Timer]'
        }

        It 'says that it runs only while somebody is logged in' {
            $null = Register-CostSchedule -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*enable-linger*'
        }

        It 'has units that systemd accepts, whatever the paths are' -Skip:(-not $canVerify) {
            $env:COSTCOMPASS_HOME = Join-Path $programs "a 'b' 50% `$c `"e"
            $schedule = Register-CostSchedule -WarningAction SilentlyContinue
            $units = Split-Path $schedule.Location
            $former = $env:XDG_RUNTIME_DIR
            $env:XDG_RUNTIME_DIR = $units
            $said = systemd-analyze verify --user --man=no (Join-Path $units 'costcompass-schedule.service') $schedule.Location 2>&1
            $env:XDG_RUNTIME_DIR = $former
            $LASTEXITCODE | Should -Be 0 -Because "$said"
            @($said) -match 'costcompass' | Should -BeNullOrEmpty
        }
    }

    Context 'and what keeps it from working' {
        It 'is an environment variable of this session' {
            $env:DEEPSEEK_API_KEY = 'sk-made-up-0000000000000001'
            $null = Register-CostSchedule -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*It has no key for: deepseek (DEEPSEEK_API_KEY)*'
        }

        It 'is a vault that opens with a password' {
            Unlock-CostVault (ConvertTo-Secret 'made-up password') -WarningAction SilentlyContinue -Confirm:$false
            $null = Connect-DeepSeek -ApiKey (ConvertTo-Secret 'sk-made-up-0000000000000001') -SkipVerification
            $null = Register-CostSchedule -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*so the schedule can''t open it*'
        }

        It 'is a store on a server' {
            $env:COSTCOMPASS_STORE = 'Host=127.0.0.1;Port=1;Database=x;Username=y;Password=made-up'
            $null = Register-CostSchedule -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
            Get-Content $table -Raw | Should -Not -BeLike '*made-up*'
        }

        It 'is found by Test-CostHealth: a program that is gone, a line in a comment, no readings' {
            $simulator = Open-Simulator -Argument '--topped-up', '100'
            try {
                $null = Connect-TestAccount $simulator
                $null = Register-CostSchedule -WarningAction SilentlyContinue
                $null = Update-CostSnapshot
                function Get-Check { Test-CostHealth -Offline | Where-Object Check -EQ Schedule }
                (Get-Check).State | Should -Be Ok

                $null = Connect-TestAccount $simulator never
                Remove-CostSnapshot * -Confirm:$false
                (Get-Check).State | Should -Be Ok
                Enter-Instant ([datetimeoffset]::UtcNow.AddHours(3).ToString('o', [cultureinfo]::InvariantCulture))
                (Get-Check).Finding | Should -BeLike 'The schedule runs every 15 minutes, but there is no reading*'
                $env:COSTCOMPASS_CLOCK = $null
                Disconnect-CostAccount never -Confirm:$false
                $null = Update-CostSnapshot

                Enter-Instant ([datetimeoffset]::UtcNow.AddHours(2).ToString('o', [cultureinfo]::InvariantCulture))
                $silent = Get-Check
                $silent.State, $silent.Finding | Should -Be 'Error', 'The schedule runs every 15 minutes, but the newest reading is 2 hours old.'
                $env:COSTCOMPASS_CLOCK = $null

                $lines = Get-Content $table
                Set-Content $table $lines[0], "#$($lines[1])"
                (Get-Check).Finding | Should -Be 'The schedule is turned off.'

                $program = (Get-CostSchedule).Program
                Set-Content $table ($lines | ForEach-Object { $_.Replace($program, '/nowhere/pwsh') })
                $gone = Get-Check
                $gone.State, $gone.Finding | Should -Be 'Error', "'/nowhere/pwsh' no longer exists, so the schedule can't run."
            }
            finally { Close-Simulator $simulator }
        }
    }
}
