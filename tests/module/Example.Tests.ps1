[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Stand-ins change nothing.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingPositionalParameters', '', Justification = 'A program and its arguments read best without names.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:examples = Join-Path (Get-RepositoryPath) 'examples'
    $script:pwsh = Get-PowerShellPath

    # Runs an example as a timer would: in a process of its own. Returns its exit code, output and errors.
    function Invoke-Example {
        param([string] $Program, [string[]] $Argument = @(), [hashtable] $With = @{})
        $start = [Diagnostics.ProcessStartInfo]::new($Program)
        foreach ($one in $Argument) { $start.ArgumentList.Add($one) }
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $start.Environment['COSTCOMPASS_MODULE'] = Get-BuiltModulePath
        foreach ($name in $With.Keys) { $start.Environment[$name] = $With[$name] }
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit(90000)) { Stop-Program $process }
        $process.WaitForExit()
        [pscustomobject]@{ ExitCode = $process.ExitCode; Output = $output.Result; Errors = $errors.Result }
    }

    function Invoke-ExampleScript {
        param([string] $Name, [string[]] $Argument = @(), [hashtable] $With = @{})
        Invoke-Example $pwsh (@('-NoProfile', '-NonInteractive', '-File', (Join-Path $examples $Name)) + $Argument) $With
    }
}

Describe 'The examples' {
    BeforeEach {
        $script:simulator = Open-Simulator -Argument '--topped-up', '20', '--clock', '2026-11-16T00:00:00Z'
        $script:testHome = Enter-TestHome
        Enter-Instant 2026-11-16T00:00:00Z $simulator
        $env:DEEPSEEK_API_KEY = $simulator.Key
        $env:DEEPSEEK_BASE_URL = $simulator.BaseUri
    }

    AfterEach {
        Close-Simulator $simulator
        Exit-TestHome
        $env:COSTCOMPASS_WEBHOOK = $null
    }

    It 'hold no key' {
        Get-ChildItem $examples -Recurse -File | Select-String -Pattern 'sk-[a-z0-9]{4,}' | Should -BeNullOrEmpty
    }

    It 'parse: every script' {
        foreach ($script in Get-ChildItem $examples -Recurse -Filter *.ps1) {
            $errors = $null
            $null = [Management.Automation.Language.Parser]::ParseFile($script.FullName, [ref]$null, [ref]$errors)
            $errors | Should -BeNullOrEmpty -Because $script.Name
        }
    }

    It 'Update-Cost.ps1 takes snapshots and tells by its exit code how the budgets stand' {
        $first = Invoke-ExampleScript Update-Cost.ps1
        $first.Errors | Should -BeNullOrEmpty
        $first.ExitCode | Should -Be 0
        $first.Output | Should -BeLike 'deepseek: 20* USD*'
        (Get-CostSnapshot).Total | Should -Be 20

        $null = Set-CostBudget All 5 USD
        $null = Invoke-Simulator $simulator spend @{ amount = 6 }
        Enter-Instant 2026-11-18T00:00:00Z $simulator
        $second = Invoke-ExampleScript Update-Cost.ps1
        $second.ExitCode | Should -Be 2
        $second.Output | Should -BeLike '*The budget All is in state Exceeded: 6* of 5* USD spent.*'
    }

    It 'Update-Cost.ps1 ends with 1 when an account fails, and takes in the others' {
        $null = Connect-TestAccount $simulator deepseek
        $null = Connect-TestAccount $simulator wrong -Key 'sk-made-up-unknown'
        $done = Invoke-ExampleScript Update-Cost.ps1
        $done.ExitCode | Should -Be 1
        (Get-CostSnapshot).Account | Should -Be 'deepseek'
    }

    It 'Update-Cost.ps1 ends with 1 without any account, and for a pattern that matches none' {
        $env:DEEPSEEK_API_KEY = $null
        $none = Invoke-ExampleScript Update-Cost.ps1
        $none.ExitCode | Should -Be 1
        $none.Errors | Should -BeLike '*No account is connected*'
        $env:DEEPSEEK_API_KEY = $simulator.Key
        $other = Invoke-ExampleScript Update-Cost.ps1 '-Name', 'nosuch*'
        $other.ExitCode | Should -Be 1
        $other.Errors | Should -BeLike "*No account matches 'nosuch*"
    }

    It 'Update-Cost.ps1 ends with 1 when an account fails and a budget is exceeded, and shows the budget' {
        $null = Connect-TestAccount $simulator deepseek
        $null = Connect-TestAccount $simulator wrong -Key 'sk-made-up-unknown'
        $file = Join-Path $TestDrive 'before.csv'
        Set-Content $file 'account,currency,first_seen,total', 'deepseek,USD,2026-11-15T00:00:00Z,27'
        $null = Import-CostSnapshot $file
        $null = Set-CostBudget All 5 USD
        $done = Invoke-ExampleScript Update-Cost.ps1
        $done.ExitCode | Should -Be 1
        $done.Output | Should -BeLike '*The budget All is in state Exceeded*'
    }

    It 'Export-MonthlyReport.ps1 writes the days of a month as plain CSV' {
        $file = Join-Path $TestDrive 'november.csv'
        Set-Content $file 'date,provider,amount,currency', '2026-10-31,Google,9,USD', '2026-11-01,Google,1.25,USD', '2026-11-02,Google,0.50,USD'
        $null = Import-CostRecord $file
        $done = Invoke-ExampleScript Export-MonthlyReport.ps1 '-Month', '2026-11-15', '-Folder', $TestDrive
        $done.ExitCode | Should -Be 0 -Because $done.Errors
        $rows = Import-Csv (Join-Path $TestDrive 'costs-2026-11.csv')
        $rows.day | Should -Be @('2026-11-01', '2026-11-02')
        $rows.amount | Should -Be @('1.25', '0.50')
        $rows[0].account, $rows[0].currency, $rows[0].quality, $rows[0].approximate | Should -Be @('google', 'USD', 'Reported', 'False')
    }

    It 'Export-MonthlyReport.ps1 writes the report to look at beside it when asked' {
        $file = Join-Path $TestDrive 'november.csv'
        Set-Content $file 'date,provider,amount,currency', '2026-11-01,Google,1.25,USD', '2026-11-02,Google,0.50,USD'
        $null = Import-CostRecord $file
        Join-Path $TestDrive 'costs-2026-11.html' | Should -Not -Exist
        $done = Invoke-ExampleScript Export-MonthlyReport.ps1 '-Month', '2026-11-15', '-Folder', $TestDrive, '-Html'
        $done.ExitCode | Should -Be 0 -Because $done.Errors
        $page = Get-Content (Join-Path $TestDrive 'costs-2026-11.html') -Raw
        $page | Should -Match '(?s)^<!doctype html>.*Google.*</html>\s*$'
        @(Import-Csv (Join-Path $TestDrive 'costs-2026-11.csv')).Count | Should -Be 2
    }

    It 'Send-CostAlert.ps1 posts once per crossing, as JSON' {
        $free = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $free.Start()
        $address = "http://127.0.0.1:$($free.LocalEndpoint.Port)/hook/"
        $free.Stop()
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add($address)
        $listener.Start()
        $waiting = $listener.GetContextAsync()
        try {
            $env:COSTCOMPASS_WEBHOOK = $address
            $env:COSTCOMPASS_MODULE = Get-BuiltModulePath
            $alerts = Join-Path $examples 'Send-CostAlert.ps1'
            $shell = Start-ThreadJob { & $using:pwsh -NoProfile -NonInteractive -File $using:alerts -BelowBalance 25 -Interval 00:00:01 -Count 3 2>&1 }
            $waiting.Wait(60000) | Should -BeTrue
            $context = $waiting.Result
            $posted = [IO.StreamReader]::new($context.Request.InputStream).ReadToEnd() | ConvertFrom-Json
            $context.Request.HttpMethod | Should -Be 'POST'
            $context.Request.ContentType | Should -BeLike 'application/json*'
            $again = $listener.GetContextAsync()
            $context.Response.Close()
            $null = $shell | Wait-Job -Timeout 60
            $shell.State | Should -Be 'Completed'
            $shell | Receive-Job | Should -BeNullOrEmpty
            $posted.text | Should -BeLike 'deepseek: BelowBalance, 20* USD left'
            $posted.account, $posted.alert, $posted.balance | Should -Be @('deepseek', 'BelowBalance', 20)
            $again.IsCompleted | Should -BeFalse
        }
        finally {
            $listener.Close()
            $shell | Remove-Job -Force
            $env:COSTCOMPASS_MODULE = $null
        }
    }

    It 'the script of the cron line takes keys from a file that only its owner can read' -Skip:$IsWindows {
        $line = Get-Content (Join-Path $examples 'cron' 'costcompass.cron') | Where-Object { $_ -notlike '#*' }
        $line | Should -Match '^\*/15 \* \* \* \* .*examples/cron/update-cost\.sh'
        $keys = Join-Path $TestDrive 'keys.env'
        Set-Content $keys "DEEPSEEK_API_KEY=$($simulator.Key)"
        $env:DEEPSEEK_API_KEY = $null
        $cron = Join-Path $examples 'cron' 'update-cost.sh'
        $with = @{ COSTCOMPASS_KEYS = $keys; PATH = "$(Split-Path $pwsh):$env:PATH" }
        chmod 644 $keys
        $open = Invoke-Example /bin/sh @($cron) $with
        $open.ExitCode | Should -Be 1
        $open.Errors | Should -BeLike 'Others can read*'
        chmod 600 $keys
        $closed = Invoke-Example /bin/sh @($cron) $with
        $closed.ExitCode | Should -Be 0 -Because $closed.Errors
        $closed.Output | Should -BeLike 'deepseek: 20*'
    }

    It 'the units of systemd are valid and run the script' -Skip:(-not (Get-Command systemd-analyze -ErrorAction Ignore)) {
        $units = Join-Path $TestDrive 'units'
        $null = New-Item $units -ItemType Directory -Force
        Copy-Item (Join-Path $examples 'systemd' '*') $units

        # Without a login there is no such folder, and nothing would be looked at.
        $former = $env:XDG_RUNTIME_DIR
        $env:XDG_RUNTIME_DIR = $units
        $said = systemd-analyze verify --user --man=no (Join-Path $units 'costcompass.service') (Join-Path $units 'costcompass.timer') 2>&1
        $env:XDG_RUNTIME_DIR = $former
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        @($said) -match 'costcompass' | Should -BeNullOrEmpty
        Get-Content (Join-Path $units 'costcompass.service') -Raw | Should -Match 'ExecStart=\S+ pwsh .*examples/Update-Cost\.ps1'
    }

    It 'the runbook of Azure Automation takes its key from a variable, and fails when a budget is not met' {
        $env:DEEPSEEK_API_KEY = $null
        $answer = Invoke-FreshShell -Environment @{
            COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'; DEEPSEEK_BASE_URL = $simulator.BaseUri; KEY = $simulator.Key; DATA = $testHome
            RUNBOOK = Join-Path $examples 'azure-automation' 'Invoke-CostRunbook.ps1'
        } -Script {
            function Get-AutomationVariable { param([string] $Name) if ($Name -eq 'DEEPSEEK_API_KEY') { $env:KEY } }
            (& $env:RUNBOOK -DataFolder $env:DATA).Total
            $null = Import-CostSnapshot (& { $file = Join-Path $env:DATA 'old.csv'; Set-Content $file 'account,currency,first_seen,total', 'deepseek,USD,2026-11-15T00:00:00Z,27'; $file })
            $null = Set-CostBudget All 5 USD
            try { & $env:RUNBOOK -DataFolder $env:DATA | Select-Object -Last 1 } catch { "$_" }
            "key left: $env:DEEPSEEK_API_KEY"
        }
        $answer.Errors | Should -BeNullOrEmpty
        $answer.Value[0] | Should -Be 20
        $answer.Value[-2] | Should -Be 'A budget is not met.'
        $answer.Value[-1] | Should -Be 'key left: '
    }

    It 'the runbook of Azure Automation fails when the key of an account is refused' {
        $answer = Invoke-FreshShell -Environment @{
            COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'; DEEPSEEK_BASE_URL = $simulator.BaseUri; DATA = $testHome
            RUNBOOK = Join-Path $examples 'azure-automation' 'Invoke-CostRunbook.ps1'
        } -Script {
            function Get-AutomationVariable { 'sk-made-up-unknown' }
            try { $null = & $env:RUNBOOK -DataFolder $env:DATA 2>$null; 'ended well' } catch { "$_" }
        }
        $answer.Value | Should -BeLike "*couldn't be queried*deepseek*"
    }

    It 'the job of GitHub calls scripts that are there, with secrets from the repository' {
        $job = Get-Content (Join-Path $examples 'github-actions' 'cost.yml') -Raw
        $called = [regex]::Matches($job, '(?m)^\s+run: \./(\S+\.ps1)') | ForEach-Object { $_.Groups[1].Value }
        $called | Should -Be @('build.ps1', 'examples/Update-Cost.ps1', 'examples/Export-MonthlyReport.ps1')
        foreach ($script in $called) { Join-Path (Get-RepositoryPath) $script | Should -Exist }
        $job | Should -Match 'DEEPSEEK_API_KEY: \$\{\{ secrets\.DEEPSEEK_API_KEY \}\}'
        $job | Should -Not -Match "`t"
    }
}
