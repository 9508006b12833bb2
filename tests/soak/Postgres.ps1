<#
.SYNOPSIS
    Fifty writers at once over a store on a server for a minute, the server killed with SIGKILL and started again three times meanwhile; and
    servers that are killed while six writers write, with a standby server that takes over.
.DESCRIPTION
    Runs the tests of that for longer. Every event that was acknowledged has to be there, and none of them twice.
#>
[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'Worker', Justification = 'Every part is given it.')]
[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'Configuration', Justification = 'Used in a function.')]
param([string] $Worker, [string] $Configuration = 'Release', [switch] $Short)

$root = Split-Path (Split-Path $PSScriptRoot)
Import-Module (Join-Path $root 'tests' 'module' 'Support' 'TestServer.psm1')
if (-not (Find-ServerProgram)) {
    return [pscustomobject]@{ What = 'A store on a server'; Tried = 0; Lost = 0; Wrong = 0; Note = 'cannot run: the programs of PostgreSQL are not there' }
}

# The figures of a test: what was acknowledged, what of it is lost, what is there twice, and what failed.
function Invoke-ServerTest {
    param([string] $Name)
    Clear-Content $env:COSTCOMPASS_SOAK_RESULT
    $said = dotnet test (Join-Path $root 'tests' 'CostCompass.Storage.Tests') --no-build --configuration $Configuration --nologo --filter "FullyQualifiedName~$Name"
    $figures = @("$(Get-Content $env:COSTCOMPASS_SOAK_RESULT)" -split ' ')
    if ($figures.Count -ne 4) { throw "The test did not come to its end: $($said | Select-Object -Last 5)" }
    [pscustomobject]@{
        Tried = [long] $figures[0]
        Lost  = [long] $figures[1]
        Wrong = [long] $figures[2] + [long] $figures[3] + ($LASTEXITCODE -ne 0 ? 1 : 0)
    }
}

$result = [IO.Path]::GetTempFileName()
$settings = @{
    COSTCOMPASS_SOAK_WRITERS = $Short ? 8 : 50
    COSTCOMPASS_SOAK_SECONDS = $Short ? 4 : 60
    COSTCOMPASS_SOAK_KILLS   = $Short ? 1 : 3
    COSTCOMPASS_SOAK_RESULT  = $result
}
try {
    foreach ($name in $settings.Keys) { [Environment]::SetEnvironmentVariable($name, $settings[$name]) }
    $one = Invoke-ServerTest AServerThatIsKilledAndStartedAgain
    [pscustomobject]@{
        What  = "$($settings.COSTCOMPASS_SOAK_WRITERS) writers on a server that is killed"
        Tried = $one.Tried
        Lost  = $one.Lost
        Wrong = $one.Wrong
        Note  = "$($settings.COSTCOMPASS_SOAK_SECONDS) s, killed $($settings.COSTCOMPASS_SOAK_KILLS) times"
    }

    $rounds = $Short ? 1 : 20
    $all = @(1..$rounds | ForEach-Object { Invoke-ServerTest WhenTheCopyTakesOver })
    [pscustomobject]@{
        What  = 'Writes to a server that is killed, with a standby server that takes over'
        Tried = [long] ($all | Measure-Object Tried -Sum).Sum
        Lost  = [long] ($all | Measure-Object Lost -Sum).Sum
        Wrong = [long] ($all | Measure-Object Wrong -Sum).Sum
        Note  = "$rounds servers, 6 writers each"
    }
}
finally {
    foreach ($name in $settings.Keys) { [Environment]::SetEnvironmentVariable($name, $null) }
    Remove-Item $result
}
