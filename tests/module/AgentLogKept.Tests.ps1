# Logs of agents are kept in the store: only what is new is read, and who made a call is kept with it.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:names = 'CLAUDE_CONFIG_DIR', 'CODEX_HOME', 'DSH_HOME', 'OPENCODE_DATA_DIR', 'KILO_DATA_DIR', 'CLINE_DIR', 'CLINE_DATA_DIR', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'APPDATA', 'VSCODE_PORTABLE'
    $script:before = @{}
    foreach ($name in $names) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }

    function Get-ClaudeLine([string] $Id, [int] $Output = 0, [string] $Session = 's1') {
        '{"type":"assistant","sessionId":"' + $Session + '","cwd":"/home/dev/app","message":{"id":"' + $Id + '","model":"deepseek-v4-pro","usage":{"input_tokens":1000000,"output_tokens":' + $Output + '}},"timestamp":"2026-11-10T12:00:00Z"}' + "`n"
    }

    function Save-Log([string] $Path, [string] $Text, [double] $DaysOld = 1) {
        $file = Join-Path $agents $Path
        $null = New-Item (Split-Path $file) -ItemType Directory -Force
        [IO.File]::WriteAllText($file, $Text)
        (Get-Item -LiteralPath $file).LastWriteTimeUtc = [datetime]::UtcNow.AddDays(-$DaysOld)
        $file
    }

    $script:claude = 'CLAUDE_CONFIG_DIR/projects/-home-dev-app/s1.jsonl'
}

Describe 'Logs in the store' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $script:agents = Join-Path $TestDrive ([guid]::NewGuid())
        foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, (Join-Path $agents $name)) }
    }

    AfterEach {
        foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        Exit-TestHome
    }

    Context 'Add-DeepSeekUsage without a path' {
        It 'reads only what is new' {
            $null = Save-Log $claude (Get-ClaudeLine a)
            $first = Add-DeepSeekUsage -Name team -ErrorAction Stop
            $first.Added, $first.Files, $first.FilesRead | Should -Be 1, 1, 1

            $again = Add-DeepSeekUsage -Name team -WarningVariable warned -ErrorAction Stop
            $again.Calls, $again.Added, $again.Files, $again.FilesRead | Should -Be 0, 0, 1, 0
            $warned | Should -BeNullOrEmpty

            $null = Save-Log -Path $claude -Text ((Get-ClaudeLine a) + (Get-ClaudeLine b)) -DaysOld 0.5
            $null = Save-Log 'CLAUDE_CONFIG_DIR/projects/-home-dev-app/s2.jsonl' (Get-ClaudeLine -Id c -Output 0 -Session s2)
            $new = Add-DeepSeekUsage -Name team -ErrorAction Stop
            $new.Calls, $new.Added, $new.Files, $new.FilesRead | Should -Be 2, 2, 2, 2
            (Get-DeepSeekUsage team).Id | Sort-Object | Should -Be a, b, c
        }

        It 'reads a last line that is not complete the next time, without an error' {
            $line = Get-ClaudeLine b
            $null = Save-Log $claude ((Get-ClaudeLine a) + $line.Substring(0, 70))
            (Add-DeepSeekUsage -Name team -ErrorAction Stop).Added | Should -Be 1
            $null = Save-Log -Path $claude -Text ((Get-ClaudeLine a) + $line) -DaysOld 0.5
            (Add-DeepSeekUsage -Name team -ErrorAction Stop).Calls | Should -Be 1
            @(Get-DeepSeekUsage team).Count | Should -Be 2
        }

        It 'reads a log that was replaced as a whole' {
            $null = Save-Log $claude ((Get-ClaudeLine a) + (Get-ClaudeLine b))
            $null = Add-DeepSeekUsage -Name team
            $null = Save-Log -Path $claude -Text ((Get-ClaudeLine c) + (Get-ClaudeLine b) + (Get-ClaudeLine d)) -DaysOld 0.5
            (Add-DeepSeekUsage -Name team -ErrorAction Stop).Calls | Should -Be 3
            (Get-DeepSeekUsage team).Id | Sort-Object | Should -Be a, b, c, d
        }

        It 'keeps the calls of a log that was deleted' {
            $file = Save-Log $claude (Get-ClaudeLine a)
            $null = Save-Log 'CLAUDE_CONFIG_DIR/projects/-home-dev-app/s2.jsonl' (Get-ClaudeLine -Id c -Output 0 -Session s2)
            $null = Add-DeepSeekUsage -Name team
            Remove-Item -LiteralPath $file
            (Add-DeepSeekUsage -Name team).Calls | Should -Be 0
            (Get-DeepSeekUsage team).Id | Sort-Object | Should -Be a, c
        }

        It 'keeps agent, project and session, and groups by them from the store' {
            $null = Save-Log $claude (Get-ClaudeLine a)
            $null = Save-Log 'CODEX_HOME/sessions/2026/11/12/rollout-t1.jsonl' (@(
                    '{"timestamp":"2026-11-12T12:00:00Z","type":"session_meta","payload":{"id":"t1","cwd":"/home/dev/tool","model_provider":"deepseek"}}'
                    '{"timestamp":"2026-11-12T12:00:00Z","type":"turn_context","payload":{"model":"deepseek-v4-pro"}}'
                    '{"timestamp":"2026-11-12T12:00:09Z","type":"event_msg","payload":{"type":"token_count","info":{"last_token_usage":{"input_tokens":3000000,"cached_input_tokens":1000000,"output_tokens":0}}}}'
                    '') -join "`n")
            $null = Add-DeepSeekUsage -Name team -ErrorAction Stop
            Remove-Item -LiteralPath $agents -Recurse
            $kept = Get-DeepSeekUsage team
            $kept.Agent | Should -Be 'Claude Code', 'Codex'
            $kept.Project | Should -Be '/home/dev/app', '/home/dev/tool'
            $kept.Session | Should -Be s1, t1
            $groups = $kept | Measure-DeepSeekCost -GroupBy Agent
            $groups.Agent | Should -Be 'Claude Code', 'Codex'
            $groups.Cost | Should -Be 0.66, 1.342
        }

        It 'starts again for another account' {
            $null = Save-Log $claude (Get-ClaudeLine a)
            (Add-DeepSeekUsage -Name team).Added | Should -Be 1
            (Add-DeepSeekUsage -Name office).Added | Should -Be 1
        }

        It 'reads everything with -Path, -Model and -At' {
            $file = Save-Log $claude ((Get-ClaudeLine a) + '{"usage":{"input_tokens":5,"cache_read_input_tokens":0,"output_tokens":6}}' + "`n")
            (Add-DeepSeekUsage -Name team -ErrorVariable failed -ErrorAction SilentlyContinue).Added | Should -Be 1
            $failed.Count | Should -Be 1
            (Add-DeepSeekUsage $file -Name team -ErrorVariable failed -ErrorAction SilentlyContinue).Calls | Should -Be 1
            $failed.Count | Should -Be 1
            Add-DeepSeekUsage -Name team -ErrorVariable failed | Should -Not -BeNullOrEmpty
            $failed.Count | Should -Be 0
            (Add-DeepSeekUsage -Name team -Model deepseek-v4-pro -At 2026-11-11 -ErrorAction Stop).Added | Should -Be 1
        }

        It 'remembers nothing with -WhatIf' {
            $null = Save-Log $claude (Get-ClaudeLine a)
            Add-DeepSeekUsage -Name team -WhatIf | Should -BeNullOrEmpty
            (Add-DeepSeekUsage -Name team).Added | Should -Be 1
        }

        It 'shows what was read in its table' {
            $null = Save-Log $claude (Get-ClaudeLine a)
            Add-DeepSeekUsage -Name team | Out-String -Width 110 | Should -Match '1/1'
        }
    }

    Context 'Logs that are about to be deleted' {
        It 'are named by <_>, unless they are kept' -ForEach 'Measure-DeepSeekCost', 'Get-DeepSeekLogSource' {
            $null = Save-Log -Path $claude -Text (Get-ClaudeLine a) -DaysOld 24
            $null = Save-Log -Path 'CLAUDE_CONFIG_DIR/projects/-home-dev-app/s2.jsonl' -Text (Get-ClaudeLine -Id c -Output 0 -Session s2) -DaysOld 2
            $null = & $_ -WarningVariable warned -WarningAction SilentlyContinue
            $warned.Count | Should -Be 1
            $warned | Should -BeLike "Claude Code is about to delete a log, the first on $([datetime]::Now.AddDays(6).ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)), and the calls aren't in the store.*Add-DeepSeekUsage*"
            $null = Add-DeepSeekUsage -Name team -WarningVariable warned
            $warned | Should -BeNullOrEmpty
            $null = & $_ -WarningVariable warned
            $warned | Should -BeNullOrEmpty
        }

        It 'depend on the period of the settings' {
            $null = Save-Log -Path $claude -Text (Get-ClaudeLine a) -DaysOld 24
            $null = Save-Log 'CLAUDE_CONFIG_DIR/settings.json' '{"cleanupPeriodDays":365}'
            $null = Measure-DeepSeekCost -WarningVariable warned
            $warned | Should -BeNullOrEmpty
            $null = Save-Log 'CLAUDE_CONFIG_DIR/settings.json' '{"cleanupPeriodDays":20}'
            $null = Measure-DeepSeekCost -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -BeLike '*a log, the first now,*'
        }
    }

    Context 'Get-DeepSeekLogSource' {
        It 'shows whether and until when a source is kept' {
            $null = Save-Log -Path $claude -Text (Get-ClaudeLine a) -DaysOld 2
            $source = Get-DeepSeekLogSource
            $source.IsKept, $source.FilesKept, $source.KeptUntil | Should -Be $false, 0, $null
            $source.NextLoss.UtcDateTime.Date | Should -Be ([datetime]::UtcNow.AddDays(28).Date)

            $began = [datetimeoffset]::UtcNow.AddSeconds(-1)
            $null = Add-DeepSeekUsage -Name team
            $source = Get-DeepSeekLogSource
            $source.IsKept, $source.FilesKept, $source.NextLoss | Should -Be $true, 1, $null
            $source.KeptUntil | Should -BeGreaterThan $began

            $null = Save-Log -Path $claude -Text ((Get-ClaudeLine a) + (Get-ClaudeLine b)) -DaysOld 1
            (Get-DeepSeekLogSource).IsKept | Should -BeFalse
        }
    }

    Context 'A file that is not text' {
        It 'is one error of <_>, which names Import-DeepSeekExport for a ZIP' -ForEach 'Measure-DeepSeekCost', 'Add-DeepSeekUsage' {
            $csv = Join-Path $TestDrive 'usage.csv'
            Set-Content $csv ((1..300 | ForEach-Object { "$_,$([guid]::NewGuid())" }) -join "`n")
            $zip = Join-Path $TestDrive 'usage.zip'
            Compress-Archive $csv $zip -Force
            $null = & $_ $zip -ErrorVariable failed -ErrorAction SilentlyContinue -WarningVariable warned
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'UsageFileNotText,*'
            "$($failed[0])" | Should -Be "'$zip' is a ZIP file."
            $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Import-DeepSeekExport*'
            $warned | Should -BeNullOrEmpty
        }
    }
}
