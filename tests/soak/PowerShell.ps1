<#
.SYNOPSIS
    Kills pwsh while it runs Update-CostSnapshot and Import-CostSnapshot of the built module against a simulated DeepSeek, and while it
    runs Set-CostVaultPassword; then looks with the same commands.
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
$module = Join-Path $root 'output' 'CostCompass' 'CostCompass.psd1'
Import-Module $module
Import-Module (Join-Path $root 'tools' 'Simulator.psm1')
Import-Module (Join-Path $root 'tools' 'PowerShell.psm1')
$random = [Random]::new(99)
$work = Join-Path ([IO.Path]::GetTempPath()) "costcompass-soak-$([guid]::NewGuid().ToString('n'))"
$null = New-Item $work -ItemType Directory
$variables = 'COSTCOMPASS_HOME', 'COSTCOMPASS_CLOCK', 'COSTCOMPASS_VAULT_PASSWORD', 'DEEPSEEK_API_KEY', 'DEEPSEEK_BASE_URL', 'SOAK_MODULE', 'SOAK_WORK', 'SOAK_NUMBER'
$former = @{}
foreach ($name in $variables) { $former[$name] = [Environment]::GetEnvironmentVariable($name) }

# Each line ends with a dot once it is whole; what was not reported may be there or not, but not half.
$updates = @'
$ErrorActionPreference = 'Stop'
[IO.File]::WriteAllText((Join-Path $env:SOAK_WORK 'writer'), $PID)
Import-Module $env:SOAK_MODULE
$number = @(Get-CostSnapshot import* -Last 1).Count
while ($true) {
    $null = Invoke-RestMethod "$env:DEEPSEEK_BASE_URL/control/spend" -Method Post -Body '{"amount":0.01}' -ContentType application/json -NoProxy
    $snapshot = Update-CostSnapshot
    [Console]::Out.WriteLine('S{0:0.00}.' -f $snapshot.Total)
    [Console]::Out.Flush()
    $file = Join-Path $env:SOAK_WORK "import$number.csv"
    $lines = foreach ($row in 0..49) { 'import{0},USD,2026-01-01T00:{1:00}:00Z,{2}' -f $number, $row, (100 - $row) }
    [IO.File]::WriteAllLines($file, @('account,currency,first_seen,total') + $lines)
    $null = Import-CostSnapshot $file
    [Console]::Out.WriteLine("I$number.")
    [Console]::Out.Flush()
    $number++
}
'@
$passwords = @'
$ErrorActionPreference = 'Stop'
[IO.File]::WriteAllText((Join-Path $env:SOAK_WORK 'writer'), $PID)
Import-Module $env:SOAK_MODULE
function Get-Secret([int] $Number) {
    $secret = [securestring]::new()
    foreach ($character in "made-up password $Number".ToCharArray()) { $secret.AppendChar($character) }
    $secret
}
$number = [int] $env:SOAK_NUMBER
while ($true) {
    $null = Set-CostVaultPassword -CurrentPassword (Get-Secret $number) -Password (Get-Secret ($number + 1)) -Confirm:$false
    $number++
    [Console]::Out.WriteLine("P$number.")
    [Console]::Out.Flush()
}
'@

function Invoke-KilledShell([string] $Script) {
    $file = Join-Path $work 'child.ps1'
    $writer = Join-Path $work 'writer'
    Remove-Item $writer -ErrorAction Ignore
    [IO.File]::WriteAllText($file, $Script)
    $start = [Diagnostics.ProcessStartInfo]::new((Get-PowerShellPath))
    foreach ($one in '-NoProfile', '-NonInteractive', '-File', $file) { $start.ArgumentList.Add($one) }
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.UseShellExecute = $false
    $process = [Diagnostics.Process]::Start($start)
    $errors = $process.StandardError.ReadToEndAsync()
    $first = $process.StandardOutput.ReadLineAsync()
    if ($random.Next(5) -gt 0) { $null = $first.Wait(30000) }
    [Threading.Thread]::Sleep($random.Next(600))
    $isAlive = -not $process.HasExited
    Stop-Program $process

    # Killed is what wrote, and not a process that had started it.
    $number = [IO.File]::Exists($writer) ? [IO.File]::ReadAllText($writer) : ''
    [pscustomobject]@{
        Problems = @(
            if (-not $isAlive) { "a process ended by itself: $($errors.Result)" }
            if ($number -and $number -ne $process.Id) { "process $($process.Id) was killed, and process $number wrote" }
            if ($number -and (Get-Process -Id $number -ErrorAction Ignore)) { "process $number is alive after it was killed" }
        )
        Lines    = @("$($first.Result)`n$($process.StandardOutput.ReadToEnd())" -split "`n" | Where-Object { $_ -match '^\w[\d.]*\.$' } | ForEach-Object { $_ -replace '\.$' })
    }
    $process.Dispose()
}

function Get-Password([int] $Number) {
    $secret = [securestring]::new()
    foreach ($character in "made-up password $Number".ToCharArray()) { $secret.AppendChar($character) }
    , $secret
}

function Test-Update([int] $Times) {
    $env:COSTCOMPASS_HOME = Join-Path $work 'home'
    $reported = [Collections.Generic.HashSet[string]]::new()
    $lost = 0
    $problems = @(foreach ($time in 1..$Times) {
            $killed = Invoke-KilledShell $updates
            $killed.Problems
            $known = @(Get-CostSnapshot).Count
            foreach ($line in $killed.Lines) { $null = $reported.Add($line) }
            Test-CostStore | Where-Object IsOk -EQ $false | ForEach-Object { "$($_.Check): $($_.Finding)" }
            $totals = [Collections.Generic.HashSet[string]]::new([string[]] @(Get-CostSnapshot deepseek -ErrorAction Ignore | ForEach-Object { 'S{0:0.00}' -f $_.Total }))
            $imports = @(Get-CostSnapshot import* | Group-Object Account)
            $imports | Where-Object Count -NE 50 | ForEach-Object { "half of $($_.Name) is there" }
            foreach ($import in $imports) { $null = $totals.Add("I$($import.Name -replace 'import')") }
            $lost = [math]::Max($lost, @($reported | Where-Object { -not $totals.Contains($_) }).Count)
            if (@(Get-CostSnapshot).Count -ne $known) { 'something was written after the kill' }
        })
    [pscustomobject]@{
        What = 'pwsh killed during Update- and Import-CostSnapshot'; Tried = $Times; Lost = $lost; Wrong = $problems.Count
        Note = "$($reported.Count) writes were reported before the kills" + ($problems ? "; first: $($problems[0])" : '')
    }
}

function Test-Password([int] $Times) {
    $env:COSTCOMPASS_HOME = Join-Path $work 'vault'
    $number = 0
    $changes = 0
    $null = Unlock-CostVault -Password (Get-Password 0)
    $key = [securestring]::new()
    foreach ($character in 'sk-made-up-0000000000000001'.ToCharArray()) { $key.AppendChar($character) }
    $null = Connect-DeepSeek team -ApiKey $key -BaseUri $env:DEEPSEEK_BASE_URL -SkipVerification
    $null = Lock-CostVault
    $lost = 0
    $problems = @(foreach ($time in 1..$Times) {
            $env:SOAK_NUMBER = $number
            $killed = Invoke-KilledShell $passwords
            $killed.Problems
            if ($killed.Lines) {
                $number = [int] $killed.Lines[-1].Substring(1)
                $changes += $killed.Lines.Count
            }
            $opening = @(foreach ($one in $number, ($number + 1)) {
                    $vault = Unlock-CostVault -Password (Get-Password $one) -ErrorAction Ignore
                    if ($vault) {
                        $one
                        if ($vault.Keys -ne 1) { $lost++ }
                        $null = Lock-CostVault
                    }
                })
            if ($opening.Count -ne 1) { "$($opening.Count) passwords open the vault" } else { $number = $opening[0] }
        })
    [pscustomobject]@{
        What = 'pwsh killed during Set-CostVaultPassword'; Tried = $Times; Lost = $lost; Wrong = $problems.Count
        Note = "$changes changes were reported before the kills" + ($problems ? "; first: $($problems[0])" : '')
    }
}

$simulator = $null
try {
    $simulator = Open-Simulator -Argument '--topped-up', '100000' -Configuration $Configuration
    foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $null) }
    $env:DEEPSEEK_API_KEY = $simulator.Key
    $env:DEEPSEEK_BASE_URL = $simulator.BaseUri
    $env:SOAK_MODULE = $module
    $env:SOAK_WORK = $work
    Test-Update ($Short ? 3 : 60)
    Test-Password ($Short ? 2 : 15)
}
finally {
    Close-Simulator $simulator
    foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $former[$name]) }
    Remove-Item $work -Recurse -Force
}
