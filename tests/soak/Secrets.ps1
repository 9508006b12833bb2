<#
.SYNOPSIS
    Looks into the memory of a pwsh that has unlocked the vault, asked with a key from it and locked it again: for the password, the
    data key and the API key.
.DESCRIPTION
    The memory is read as a dump of the process would hold it. The secrets reach that pwsh byte by byte from files, so that every copy is
    one that the module, PowerShell or .NET made of them.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'Worker', Justification = 'Every part of the soak takes it.')]
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory)]
    [string] $Worker,

    [string] $Configuration = 'Release',

    [switch] $Short
)

$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
Import-Module (Join-Path $root 'tools' 'Simulator.psm1')
Import-Module (Join-Path $root 'tools' 'PowerShell.psm1')
$what = 'Memory of pwsh searched after Lock-CostVault for the password and the data key'
if (-not $IsLinux) {
    [pscustomobject]@{ What = $what; Tried = 0; Lost = 0; Wrong = 0; Note = 'cannot run: the memory of a process is read from /proc, which only Linux has' }
    return
}

$session = @'
$ErrorActionPreference = 'Stop'
Import-Module $env:SOAK_MODULE
function Read-Secret([string] $Path) {
    $secret = [securestring]::new()
    $stream = [IO.FileStream]::new($Path, 'Open', 'Read', 'Read', 0)
    while (($byte = $stream.ReadByte()) -ge 0) { $secret.AppendChar([char] $byte) }
    $stream.Dispose()
    , $secret
}
function Wait-Search([string] $Name) {
    [Console]::Out.WriteLine("$Name.")
    [Console]::Out.Flush()
    while (-not (Test-Path (Join-Path $env:SOAK_WORK "$Name.done"))) { [Threading.Thread]::Sleep(20) }
}
$password = Read-Secret $env:SOAK_PASSWORD
$key = Read-Secret $env:SOAK_KEY
$null = Unlock-CostVault -Password $password 6> $null
Wait-Search opened
$password.Dispose()
$null = Connect-DeepSeek team -ApiKey $key -BaseUri $env:SOAK_BASE
$key.Dispose()
Wait-Search unlocked
foreach ($time in 1..[int] $env:SOAK_TIMES) { $null = Update-CostSnapshot team }
$null = Lock-CostVault
Wait-Search locked
[GC]::Collect()
[GC]::WaitForPendingFinalizers()
[GC]::Collect()
Wait-Search collected
'@

function Search-Process([int] $Process, [string] $Work) {
    $line = & $Worker search-memory $Process (Join-Path $Work 'home' 'vault.bin') (Join-Path $Work 'password') (Join-Path $Work 'key')
    if ($LASTEXITCODE -eq 0 -and $line) { $line | ConvertFrom-Json }
}

$simulator = $null
$total = @{ Tried = 0; Wrong = 0 }
$first = ''
$least = 0
$copies = [Collections.Generic.List[string]]::new()
foreach ($times in $Short ? @(3) : @(1, 3, 20)) {
    $work = Join-Path ([IO.Path]::GetTempPath()) "costcompass-soak-$([guid]::NewGuid().ToString('n'))"
    $null = New-Item $work -ItemType Directory
    $random = { [Convert]::ToHexString([Security.Cryptography.RandomNumberGenerator]::GetBytes(12)) }
    $key = "sk-made-up-$(& $random)"
    [IO.File]::WriteAllText((Join-Path $work 'password'), "made up $(& $random)")
    [IO.File]::WriteAllText((Join-Path $work 'key'), $key)
    [IO.File]::WriteAllText((Join-Path $work 'session.ps1'), $session)
    $process = $null
    try {
        $simulator = Open-Simulator -Key $key -Argument '--topped-up', '100' -Configuration $Configuration
        $start = [Diagnostics.ProcessStartInfo]::new((Get-PowerShellPath))
        foreach ($one in '-NoProfile', '-NonInteractive', '-File', (Join-Path $work 'session.ps1')) { $start.ArgumentList.Add($one) }
        foreach ($one in 'COSTCOMPASS_CLOCK', 'COSTCOMPASS_VAULT_PASSWORD', 'DEEPSEEK_API_KEY', 'DEEPSEEK_BASE_URL') { $null = $start.Environment.Remove($one) }
        $start.Environment['COSTCOMPASS_HOME'] = Join-Path $work 'home'
        $start.Environment['SOAK_MODULE'] = Join-Path $root 'output' 'CostCompass' 'CostCompass.psd1'
        $start.Environment['SOAK_WORK'] = $work
        $start.Environment['SOAK_PASSWORD'] = Join-Path $work 'password'
        $start.Environment['SOAK_KEY'] = Join-Path $work 'key'
        $start.Environment['SOAK_BASE'] = $simulator.BaseUri
        $start.Environment['SOAK_TIMES'] = "$times"
        $start.RedirectStandardInput = $true
        $start.RedirectStandardOutput = $true
        $start.UseShellExecute = $false
        $process = [Diagnostics.Process]::Start($start)
        $found = @{}
        foreach ($moment in 'opened', 'unlocked', 'locked', 'collected') {
            $line = $process.StandardOutput.ReadLineAsync()
            if (-not $line.Wait(60000) -or $line.Result -ne "$moment.") { throw "The session did not come as far as '$moment': $($line.Result)" }
            $found[$moment] = Search-Process $process.Id $work
            if (-not $found[$moment]) {
                [pscustomobject]@{ What = $what; Tried = 0; Lost = 0; Wrong = 0; Note = 'cannot run: this system lets no process of the user read the memory of another (root may)' }
                return
            }

            Set-Content (Join-Path $work "$moment.done") 'x'
            $total.Tried++
        }

        # While the vault is open and the password is held they must be found, or the search finds nothing at all.
        if ($found['opened'].Password -lt 1) { $total.Wrong++; $first += ' the search does not find a password that is held;' }
        if ($found['unlocked'].DataKey -lt 1) { $total.Wrong++; $first += ' the search does not find the key of an open vault;' }
        foreach ($moment in 'locked', 'collected') {
            if ($found[$moment].Password -gt 0) { $total.Wrong++; $first += " the password was found $moment ($($found[$moment].Places));" }
            if ($found[$moment].DataKey -gt 0) { $total.Wrong++; $first += " the data key was found $moment ($($found[$moment].Places));" }
        }

        $least = $found['locked'].Mebibytes
        $copies.Add("after $($times + 1) requests $($found['locked'].ApiKey), $($found['collected'].ApiKey) once the garbage collector ran")
    }
    finally {
        if ($process) {
            Stop-Program $process
            $process.Dispose()
        }
        Close-Simulator $simulator
        $simulator = $null
        Remove-Item $work -Recurse -Force
    }
}

[pscustomobject]@{
    What = $what; Tried = $total.Tried; Lost = 0; Wrong = $total.Wrong
    Note = "$least MB each; copies of the API key: $($copies -join '; ')" + ($first ? '; first:' + $first : '')
}
