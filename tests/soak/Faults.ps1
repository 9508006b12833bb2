<#
.SYNOPSIS
    Every fault of the simulator, through real sockets, for every provider and for every command that asks one: no crash, no hang, and no
    number that the provider did not say.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [string] $Worker,

    [string] $Configuration = 'Release',

    [switch] $Short
)

$ErrorActionPreference = 'Stop'
$null = $Worker
$root = Split-Path (Split-Path $PSScriptRoot)
Import-Module (Join-Path $root 'output' 'CostCompass' 'CostCompass.psd1')
Import-Module (Join-Path $root 'tools' 'Simulator.psm1')
$timeout = 1

# What is over time by more than this has hung: the machine may be busy, and all accounts are asked at once.
$patience = 15
$knownErrors = @(
    'KeyRejected', 'KeyForbidden', 'BalanceInsufficient', 'RateLimited', 'ProviderUnavailable', 'BadRequest', 'EndpointNotFound', 'EndpointRetired', 'UnexpectedStatus', 'RequestTimeout'
    'ResponseIncomplete', 'ResponseTooLarge', 'ConnectionFailed', 'UnexpectedAnswer', 'RedirectRefused', 'ReportEmpty'
)
$kinds = [regex]::Matches((Get-Content (Join-Path $root 'tests' 'CostCompass.Simulator' 'Faults' 'FaultKind.cs') -Raw), '(?m)^    (\w+),') | ForEach-Object { $_.Groups[1].Value }
$further = @{
    OtherStatus       = @(@{ status = 400 }, @{ status = 404 }, @{ status = 410 }, @{ status = 418 }, @{ status = 204 }, @{ status = 206 })
    TooManyRequests   = @(@{}, @{ retryAfter = 30 }, @{ retryAfterText = 'soon' })
    Unavailable       = @(@{}, @{ retryAfter = 30; retryAfterAsDate = $true })
    SlowBody          = @(, @{ seconds = 20 })
    Hang              = @(, @{ seconds = 20 })
    RedirectElsewhere = @(301, 302, 303, 307, 308 | ForEach-Object { @{ status = $_; location = 'https://elsewhere.example/x' } })
    TerminalEscapes   = @(@{}, @{ field = 'currency' }, @{ field = 'amount' })
    HtmlInsteadOfJson = @(@{}, @{ status = 502 })
    GivenAnswer       = @(@{ body = @{} }, @{ body = @{ code = 401; status = $false; scode = 'unauthorized'; message = 'Token is invalid.'; data = $null } })
}
$faults = @(foreach ($kind in $kinds) { foreach ($one in $further[$kind] ?? @(, @{})) { @{ kind = $kind; count = -1 } + $one } })
if ($Short) { $faults = @($faults | Where-Object { $_.kind -in 'Unauthorized', 'EmptyList', 'NegativeAmount', 'AbsurdAmount', 'NumberForString', 'TerminalEscapes' }) }

$former = @{}
foreach ($name in 'COSTCOMPASS_HOME', 'COSTCOMPASS_CLOCK', 'SOAK_KEY', 'DEEPSEEK_API_KEY', 'DEEPSEEK_BASE_URL') {
    $former[$name] = [Environment]::GetEnvironmentVariable($name)
    [Environment]::SetEnvironmentVariable($name, $null)
}
$work = Join-Path ([IO.Path]::GetTempPath()) "costcompass-soak-$([guid]::NewGuid().ToString('n'))"
$env:COSTCOMPASS_HOME = Join-Path $work 'home'
$env:COSTCOMPASS_CLOCK = '2026-11-16T09:00:00Z'
$simulator = $null
$problems = [Collections.Generic.List[string]]::new()
$tried = @{ Updates = 0; Commands = 0 }

function Get-Stored {
    foreach ($one in Get-CostSnapshot) { '{0} {1} {2} {3} {4}' -f $one.Account, $one.Currency, $one.Total, $one.Granted, $one.ToppedUp }
    foreach ($one in Get-CostSpend -GroupBy Day -TimeZone UTC | Where-Object Quality -EQ 'Reported') { '{0} {1:o} {2} {3}' -f $one.Account, $one.From.ToUniversalTime(), $one.Amount, $one.Currency }
}

# An error must be one that is documented, fit to be shown, without the key.
function Test-Failure([object[]] $Failures, [string] $What) {
    foreach ($one in $Failures) {
        $id = $one.FullyQualifiedErrorId.Split(',')[0]
        if ($id -notin $knownErrors) { $problems.Add("${What}: $id $one") }
        $text = "$one $($one.ErrorDetails.RecommendedAction)"
        if ($text -match '[\x00-\x08\x0b-\x1f\x7f-\x9f]' -or $text.Contains($simulator.Key)) { $problems.Add("${What}: a message is not fit to be shown") }
    }
}

function Test-Time([Diagnostics.Stopwatch] $Watch, [string] $What) {
    if ($Watch.Elapsed.TotalSeconds -gt $timeout + $patience) { $problems.Add("$What took $($Watch.Elapsed)") }
}

try {
    $null = New-Item $work -ItemType Directory
    $simulator = Open-Simulator -Argument '--topped-up', '20', '--granted', '5', '--admin', '--clock', $env:COSTCOMPASS_CLOCK -Configuration $Configuration
    $env:SOAK_KEY = $simulator.Key
    foreach ($day in 10..15) { $null = Invoke-Simulator $simulator cost @{ day = "2026-11-$day"; amount = $day / 10; service = 'Calls'; model = 'sample' } }
    $connected = @(
        foreach ($provider in Get-CostProvider) {
            Connect-CostProvider $provider.Name -EnvironmentVariable SOAK_KEY -BaseUri ($simulator.BaseUri + $provider.BaseUri.AbsolutePath.TrimEnd('/'))
        }
        foreach ($file in 'stability.json', 'daily-report.json') {
            Connect-CostProvider -Definition (Join-Path $root 'examples' 'providers' $file) -EnvironmentVariable SOAK_KEY -BaseUri $simulator.BaseUri
        }
    )
    $null = Update-CostSnapshot
    $sound = @(Get-Stored)
    if (@($sound | ForEach-Object { $_.Split(' ')[0] } | Sort-Object -Unique).Count -ne $connected.Count) { throw "Not every account has figures: $sound" }

    # A hostile server may say that less is left; that is stated, and so it is no wrong number. What stood stays all the same.
    $allowed = @{
        NegativeAmount = @(
            foreach ($name in 'novita', 'runpod', 'vast', 'vercel', 'digitalocean', 'stability', 'openai', 'anthropic', 'acme') { "^$name .*" }
        )
    }
    foreach ($fault in $faults) {
        $what = "Update-CostSnapshot with $(($fault.GetEnumerator() | Where-Object Key -NE count | ForEach-Object { $_.Value }) -join ' ')"
        $null = Invoke-Simulator $simulator fault $fault
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $failures = $null
        try {
            $done = @(Update-CostSnapshot -TimeoutSec $timeout -ErrorVariable failures -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue)
        }
        catch {
            $problems.Add("${what}: $_")
        }

        Test-Time $watch $what
        $null = Invoke-Simulator $simulator fault -Method Delete
        Test-Failure $failures $what
        $tried.Updates += $connected.Count
        $silent = @($connected.Name | Where-Object { $_ -notin $done.Account -and $_ -notin $failures.TargetObject -and "$warnings" -notlike "*'$_'*" })
        $isOther = @(Get-Stored | Where-Object { $_ -notin $sound } | Where-Object { $line = $_; -not ($allowed[$fault.kind] | Where-Object { $line -match $_ }) })
        $lost = @($sound | Where-Object { $_ -notin @(Get-Stored) } | Where-Object { $line = $_; -not ($allowed[$fault.kind] | Where-Object { $line -match $_ }) })
        if ($isOther) { $problems.Add("${what}: stored $($isOther[0])") }
        if ($lost) { $problems.Add("${what}: lost $($lost[0])") }
        $isReport = { (Get-CostProvider (Get-CostAccount $_).Provider).Kind -eq 'CostReport' }
        $silent = @($silent | Where-Object { -not (& $isReport) })
        if ($silent) { $problems.Add("${what}: nothing was said of $silent") }

        # Sound figures again, so that each fault meets the same history.
        if ($fault.kind -in $allowed.Keys) {
            $null = Remove-CostSnapshot * -Confirm:$false -ErrorAction Ignore
            $null = Update-CostSnapshot
            $sound = @(Get-Stored)
        }
    }

    $before = @(Get-Stored)
    $asked = @(
        @{ Name = 'Get-DeepSeekBalance'; Run = { Get-DeepSeekBalance deepseek @options } }
        @{ Name = 'Get-DeepSeekModel'; Run = { Get-DeepSeekModel deepseek @options } }
        @{ Name = 'Get-DeepSeekRateLimit'; Run = { Get-DeepSeekRateLimit deepseek @options } }
        @{ Name = 'Watch-CostSnapshot'; Run = { Watch-CostSnapshot deepseek -Interval 00:00:01 -Count 1 @options } }
        @{ Name = 'New-DeepSeekQuote -Refresh'; Run = { New-DeepSeekQuote deepseek-v4-flash -InputTokens 1000 -Name deepseek -Refresh @options } }
        @{ Name = 'Connect-DeepSeek'; Run = { Connect-DeepSeek newcomer -EnvironmentVariable SOAK_KEY -BaseUri $simulator.BaseUri @options } }
        foreach ($one in $Short ? @('OpenAI') : @('Anthropic', 'Moonshot', 'OpenAI', 'OpenRouter', 'RunPod')) {
            @{
                Name = "Connect-CostProvider $one"; Address = $simulator.BaseUri + (Get-CostProvider $one).BaseUri.AbsolutePath.TrimEnd('/'); Provider = $one
                Run = { Connect-CostProvider $command.Provider newcomer -EnvironmentVariable SOAK_KEY -BaseUri $command.Address @options }
            }
        }
    )
    foreach ($fault in $faults) {
        $null = Invoke-Simulator $simulator fault $fault
        foreach ($command in $asked) {
            $what = "$($command.Name) with $($fault.kind)"
            $failures = $warnings = $null
            $options = @{ TimeoutSec = $timeout; ErrorVariable = 'failures'; ErrorAction = 'SilentlyContinue'; WarningVariable = 'warnings'; WarningAction = 'SilentlyContinue' }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $given = @()
            try {
                $given = @(. $command.Run)
            }
            catch {
                $problems.Add("${what}: $_")
            }

            Test-Time $watch $what
            Test-Failure $failures $what
            $tried.Commands++
            if (-not $given -and -not $failures -and -not $warnings -and -not ($command.Name -eq 'Get-DeepSeekModel' -and $fault.kind -eq 'EmptyList')) { $problems.Add("${what}: neither an answer nor an error") }
            $total = $given | Where-Object { $_ -and $_.GetType().Name -in 'DeepSeekBalance', 'CostSnapshot' } | ForEach-Object Total
            if ($total -and $total -ne 25) { $problems.Add("${what}: gave $total") }
            if (Get-CostAccount newcomer*) { $null = Disconnect-CostAccount newcomer -Confirm:$false }
        }

        $null = Invoke-Simulator $simulator fault -Method Delete
    }

    $after = @(Get-Stored)
    $other = @($after | Where-Object { $_ -notin $before })
    if ($other) { $problems.Add("the commands stored $($other[0])") }
    [pscustomobject]@{
        What = 'Faults of the server through sockets, every provider and command'; Tried = $tried.Updates + $tried.Commands; Lost = 0; Wrong = $problems.Count
        Note = "$($faults.Count) faults, $($connected.Count) providers updated, $($asked.Count) other commands" + ($problems.Count ? "; first: $($problems[0])" : '')
    }
    foreach ($one in $problems) { Write-Verbose $one }
}
finally {
    Close-Simulator $simulator
    foreach ($name in $former.Keys) { [Environment]::SetEnvironmentVariable($name, $former[$name]) }
    if (Test-Path $work) { Remove-Item $work -Recurse -Force }
}
