<#
.SYNOPSIS
    A runbook for PowerShell 7.4 in Azure Automation: a snapshot of every account; the job fails when an account cannot
    be asked, or a budget does not hold.
.DESCRIPTION
    Import the module into the Automation account, and let the runbook run on a hybrid worker: its disk keeps the history, while a cloud
    sandbox forgets it after each job. Make an encrypted variable for each key and name it like the environment variable that
    Get-CostProvider shows.
.PARAMETER KeyVariable
    The encrypted variables of the Automation account that hold keys.
.PARAMETER DataFolder
    The folder of the history, on the disk of the hybrid worker.
#>
param(
    [string[]] $KeyVariable = 'DEEPSEEK_API_KEY',

    [Parameter(Mandatory)]
    [string] $DataFolder
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$env:COSTCOMPASS_HOME = $DataFolder
foreach ($name in $KeyVariable) { [Environment]::SetEnvironmentVariable($name, (Get-AutomationVariable -Name $name)) }
try {
    Update-CostSnapshot -ErrorAction Continue -ErrorVariable failures | Select-Object Account, Total, Currency, SpendSinceLast, Quality
    $wrong = @(
        if ($failures) { "$($failures.Count) times an account could not be asked. The first: $($failures[0])" }
    )
    if ((Get-CostBudget) -and -not (Test-CostBudget -Quiet)) {
        Test-CostBudget | Where-Object State -NE 'Ok' | Format-Table | Out-String | Write-Output
        $wrong += 'A budget does not hold.'
    }

    if ($wrong) { throw $wrong -join ' ' }
}
finally {
    # A worker serves other jobs after this one.
    foreach ($name in $KeyVariable) { [Environment]::SetEnvironmentVariable($name, $null) }
}
