# Logs of agents in folders that variables name, so that those of the machine aren't read.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:testHome = Enter-TestHome
    $script:agents = Join-Path $TestDrive 'agents'
    $script:names = 'CLAUDE_CONFIG_DIR', 'CODEX_HOME', 'DSH_HOME', 'OPENCODE_DATA_DIR', 'KILO_DATA_DIR', 'CLINE_DIR', 'CLINE_DATA_DIR', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'APPDATA', 'VSCODE_PORTABLE'
    $script:before = @{}
    foreach ($name in $names) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, (Join-Path $agents $name))
    }

    function Add-Log([string] $Path, [string[]] $Line) {
        $file = Join-Path $agents $Path
        $null = New-Item (Split-Path $file) -ItemType Directory -Force
        Set-Content -LiteralPath $file $Line
        $file
    }

    $null = Add-Log 'CLAUDE_CONFIG_DIR/projects/-home-dev-app/s1.jsonl' @(
        '{"type":"assistant","sessionId":"s1","cwd":"/home/dev/app","message":{"id":"a","model":"deepseek-v4-pro","usage":{"input_tokens":1000000,"output_tokens":0}},"timestamp":"2026-11-10T12:00:00Z"}'
        '{"type":"assistant","sessionId":"s1","cwd":"/home/dev/app/src","message":{"id":"b","model":"claude-x","usage":{"input_tokens":5,"output_tokens":5}},"timestamp":"2026-11-10T12:01:00Z"}'
    )
    $null = Add-Log 'CLAUDE_CONFIG_DIR/projects/-home-dev-app/s1/subagents/agent-1.jsonl' '{"type":"assistant","isSidechain":true,"sessionId":"s1","cwd":"/home/dev/app","message":{"id":"c","model":"deepseek-v4-pro","usage":{"input_tokens":1000000,"output_tokens":0}},"timestamp":"2026-11-11T12:00:00Z"}'
    $null = Add-Log 'CODEX_HOME/sessions/2026/11/12/rollout-t1.jsonl' @(
        '{"timestamp":"2026-11-12T12:00:00Z","type":"session_meta","payload":{"id":"t1","cwd":"/home/dev/tool","model_provider":"deepseek"}}'
        '{"timestamp":"2026-11-12T12:00:00Z","type":"turn_context","payload":{"model":"deepseek-v4-pro"}}'
        '{"timestamp":"2026-11-12T12:00:09Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":3000000,"cached_input_tokens":1000000,"output_tokens":0},"last_token_usage":{"input_tokens":3000000,"cached_input_tokens":1000000,"output_tokens":0}}}}'
    )
    $null = Add-Log 'CLINE_DATA_DIR/tasks/7/task_metadata.json' '{"model_usage":[{"ts":1,"model_id":"deepseek-v4-pro","model_provider_id":"deepseek"}]}'
    $null = Add-Log 'CLINE_DATA_DIR/tasks/7/ui_messages.json' '[{"ts":1794571200000,"say":"api_req_started","text":"{\"tokensIn\":2000000,\"tokensOut\":0,\"cacheReads\":1000000,\"cacheWrites\":0}"}]'
}

AfterAll {
    foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    Exit-TestHome
}

Describe 'Measure-DeepSeekCost without a path' {
    It 'reads all agents of this computer' {
        $cost = @(Measure-DeepSeekCost -TimeZone UTC -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction Stop)
        $cost.Agent | Should -Be 'Claude Code', 'Claude Code', 'Codex', 'Cline'
        $cost.Cost | Should -Be 0.66, 0.66, 1.342, 1.342
        $cost.Project | Should -Be '/home/dev/app', '/home/dev/app', '/home/dev/tool', $null
        $cost.Session | Should -Be 's1', 's1', 't1', '7'
        $warned | Should -BeLike "Skipped 1 call of 'claude-x'*"
    }

    It 'reads the agents of -Agent alone, with wildcards' {
        (Measure-DeepSeekCost -Agent codex -ErrorAction Stop).Agent | Should -Be 'Codex'
        @(Measure-DeepSeekCost -Agent C*, 'kilo code' -WarningAction SilentlyContinue).Count | Should -Be 4
        Measure-DeepSeekCost -Agent Nosuch -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'UnknownAgent,*'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Claude Code*DeepSeek Harness*'
    }

    It 'groups by <Group>' -ForEach @(
        @{ Group = 'Agent'; Name = 'Claude Code', 'Cline', 'Codex'; Calls = 2, 1, 1; Cost = 1.32, 1.342, 1.342 }
        @{ Group = 'Project'; Name = $null, '/home/dev/app', '/home/dev/tool'; Calls = 1, 2, 1; Cost = 1.342, 1.32, 1.342 }
        @{ Group = 'Session'; Name = '7', 's1', 't1'; Calls = 1, 2, 1; Cost = 1.342, 1.32, 1.342 }
    ) {
        $groups = @(Measure-DeepSeekCost -GroupBy $Group -TimeZone UTC -WarningAction SilentlyContinue)
        $groups.$Group | Should -Be $Name
        $groups.Calls | Should -Be $Calls
        $groups.Cost | Should -Be $Cost
    }

    It 'marks a call that its log leaves open, with both costs' {
        $cost = Measure-DeepSeekCost -Agent Cline
        $cost.IsAmbiguous, $cost.Cost, $cost.Low, $cost.High | Should -Be $true, 1.342, 0.682, 1.342
        ($cost | Format-Table | Out-String) | Should -Match '1\D342\d* USD\*'
    }

    It 'shows who spent it' {
        $lines = Measure-DeepSeekCost -GroupBy Agent -WarningAction SilentlyContinue | Out-String -Width 80
        $lines | Should -Match 'Agent +Calls +Cost Hits Project +Session'
        $lines | Should -Match 'Claude Code +2 +1\D32\d* USD +0% app +s1'
    }

    It 'reads nothing of them when something is piped in, even nothing' {
        @() | Measure-DeepSeekCost | Should -BeNullOrEmpty
        $null | Measure-DeepSeekCost | Should -BeNullOrEmpty
    }

    It 'says that there is none' {
        Measure-DeepSeekCost -Agent 'DeepSeek Harness' -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warned | Should -BeLike 'No agent logs were found*-Path*'
    }

    It 'exports agent, project and session as text' {
        (Measure-DeepSeekCost -Agent Codex | ConvertTo-Csv | ConvertFrom-Csv).Project | Should -BeExactly '/home/dev/tool'
    }

    It 'goes the same way into the store, each call once' {
        (Add-DeepSeekUsage -Agent Codex, 'Claude Code' -Name team -WarningAction SilentlyContinue).Added | Should -Be 3
        (Add-DeepSeekUsage -Agent Codex, 'Claude Code' -Name team -WarningAction SilentlyContinue).Added | Should -Be 0
    }
}

Describe 'Get-DeepSeekLogSource' {
    It 'lists the folders with their logs, calls, first and last call' {
        $sources = @(Get-DeepSeekLogSource)
        $sources.Agent | Should -Be 'Claude Code', 'Cline', 'Codex'
        $sources.Files | Should -Be 2, 1, 1
        $sources.Calls | Should -Be 3, 1, 1
        $sources[0].Path | Should -Be (Join-Path $agents 'CLAUDE_CONFIG_DIR' 'projects')
        $sources[0].FirstCall | Should -Be ([datetimeoffset]'2026-11-10T12:00:00Z')
        $sources[0].LastCall | Should -Be ([datetimeoffset]'2026-11-11T12:00:00Z')
        $sources[0].Size | Should -BeGreaterThan 500
        $sources.DaysKept | Should -Be 30, $null, $null
        $sources.DeletesLogs | Should -Be $true, $false, $false
    }

    It 'takes agents with wildcards' {
        (Get-DeepSeekLogSource c*x).Agent | Should -Be 'Codex'
        Get-DeepSeekLogSource Nosuch -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'UnknownAgent,*'
    }

    It 'goes on into Measure-DeepSeekCost by its path' {
        (Get-DeepSeekLogSource Codex | Get-Item | Measure-DeepSeekCost).Cost | Should -Be 1.342
    }

    It 'shows how long logs are kept' {
        Get-DeepSeekLogSource 'Claude Code' | Out-String -Width 120 | Should -Match 'Claude Code +2 +3 2026-11-1\d 2026-11-1\d +30 days'
    }
}

Describe 'Completion of -Agent' {
    It 'offers the agents with logs first, by <_>' -ForEach 'Measure-DeepSeekCost', 'Add-DeepSeekUsage', 'Get-DeepSeekLogSource' {
        $line = "$_ -Agent "
        $offered = (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches
        $offered.CompletionText | Should -Be "'Claude Code'", 'Cline', 'Codex', "'DeepSeek Harness'", "'Kilo Code'", 'OpenCode', "'Roo Code'"
        $offered[0].ToolTip | Should -BeLike 'logs in *projects'
        $offered[6].ToolTip | Should -Be 'no logs on this computer'
    }
}
