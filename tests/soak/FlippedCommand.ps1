<#
.SYNOPSIS
    Runs the commands that read over stores in which one bit is flipped: each answers or fails with an error for people, and none
    changes the file.
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
$random = [Random]::new(12)
$times = $Short ? 10 : 100
$variables = 'COSTCOMPASS_HOME', 'COSTCOMPASS_CLOCK', 'DEEPSEEK_API_KEY', 'DEEPSEEK_BASE_URL'
$former = @{}
foreach ($name in $variables) { $former[$name] = [Environment]::GetEnvironmentVariable($name) }
$testHome = Join-Path ([IO.Path]::GetTempPath()) "costcompass-flips-$([guid]::NewGuid().ToString('n'))"
$commands = @(
    { Get-CostStore }, { Get-CostAccount }, { Get-CostSnapshot }, { Get-CostSpend }, { Get-CostSpend -GroupBy Day }, { Get-CostForecast }
    { Get-CostSummary }, { Get-CostBalanceEvent }, { Get-CostSubscription }, { Get-CostExchangeRate }, { Get-CostBudget }, { Test-CostBudget }
    { Get-DeepSeekUsage }, { Get-DeepSeekQuote }, { Get-DeepSeekPrice }, { Get-DeepSeekPriceTable }, { Test-CostStore }
)

function Initialize-Store {
    $env:COSTCOMPASS_CLOCK = '2026-11-16T09:00:00Z'
    $null = Connect-DeepSeek team -EnvironmentVariable DEEPSEEK_API_KEY -BaseUri $env:DEEPSEEK_BASE_URL -SkipVerification
    $null = Update-CostSnapshot
    $file = "$testHome.csv"
    $lines = foreach ($row in 0..299) {
        $instant = [datetimeoffset]::new(2026, 11, 1, 0, 0, 0, [timespan]::Zero).AddHours($row).ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)
        'other,USD,{0},{1:0.00}' -f $instant, (900 - $row * 0.37)
    }
    [IO.File]::WriteAllLines($file, @('account,currency,first_seen,total') + $lines)
    $null = Import-CostSnapshot $file
    Remove-Item $file
    $null = Add-CostBalanceEvent other -Kind TopUp -Amount 5 -Currency USD -At 2026-11-03T00:30:00Z -Force
    $null = Add-CostSubscription plan -Amount 20 -Currency EUR -Period Monthly -Start 2026-01-31
    $null = Set-CostExchangeRate -From EUR -To USD -Rate 1.0837 -Date 2026-11-01
    $null = Set-CostBudget all -Amount 100 -Currency USD
    $answer = [pscustomobject]@{
        id = 'made-up'; model = 'deepseek-chat'; created = 1763100000
        usage = [pscustomobject]@{ prompt_tokens = 1000; completion_tokens = 200; prompt_cache_hit_tokens = 100; prompt_cache_miss_tokens = 900 }
    }
    $null = $answer | Add-DeepSeekUsage -Account team
    $null = New-DeepSeekQuote -Model deepseek-chat -InputTokens 1000 -MaxOutputTokens 500 -Account team -Reserve -ErrorAction Ignore
}

$simulator = $null
try {
    $simulator = Open-Simulator -Argument '--topped-up', '500' -Configuration $Configuration
    foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $null) }
    $env:COSTCOMPASS_HOME = $testHome
    $env:DEEPSEEK_API_KEY = $simulator.Key
    $env:DEEPSEEK_BASE_URL = $simulator.BaseUri
    Initialize-Store
    $path = (Get-CostStore).Path
    $sound = [IO.File]::ReadAllBytes($path)
    $refused = 0
    $problems = @(foreach ($time in 1..$times) {
            $flipped = [byte[]] $sound.Clone()
            $place = $random.Next($flipped.Length)
            $flipped[$place] = $flipped[$place] -bxor (1 -shl $random.Next(8))
            Remove-Item "$path-wal", "$path-shm" -ErrorAction Ignore
            [IO.File]::WriteAllBytes($path, $flipped)
            $isRefused = $false
            foreach ($command in $commands) {
                try {
                    $ErrorActionPreference = 'Continue'
                    foreach ($failure in & $command 2>&1 3>$null | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) {
                        $isRefused = $true
                        if ($failure.Exception -isnot [CostCompass.Errors.CostException]) { "byte ${place}:$command failed with $($failure.Exception.GetType().Name): $failure" }
                    }
                }
                catch {
                    $isRefused = $true
                    "byte ${place}:$command threw $($_.Exception.GetType().Name): $_"
                }
            }
            if ($isRefused) { $refused++ }
            if ([Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([IO.File]::ReadAllBytes($path))) -ne
                [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($flipped))) { "byte ${place}: a command that reads has changed the file" }
        })
    [pscustomobject]@{
        What = "$($commands.Count) commands over stores with a flipped bit"; Tried = $times; Lost = 0; Wrong = $problems.Count
        Note = "$refused stores were refused by at least one" + ($problems ? "; first: $($problems[0])" : '')
    }
}
finally {
    Close-Simulator $simulator
    foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $former[$name]) }
    Remove-Item $testHome -Recurse -Force -ErrorAction Ignore
}
