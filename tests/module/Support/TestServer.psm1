# A real server of PostgreSQL in a folder that is thrown away, for suites that need one. It ends with the process that started it.

function Find-ServerProgram {
    <#
    .SYNOPSIS
        The folder with initdb and postgres: of the PATH, else of /usr/lib/postgresql. Nothing when there is none, or when it can't be run.
    #>
    [OutputType([string])]
    param()

    if ($IsWindows) { return }

    # Root may not run a server, and gives up its rights for it.
    if ((id -u) -eq '0' -and -not (Get-Command setpriv -CommandType Application -ErrorAction Ignore)) { return }
    $places = @($env:PATH -split [IO.Path]::PathSeparator) + @(Get-ChildItem /usr/lib/postgresql/*/bin -Directory -ErrorAction Ignore | Sort-Object FullName -Descending | ForEach-Object FullName)
    $places | Where-Object { $_ -and (Test-Path (Join-Path $_ initdb)) -and (Test-Path (Join-Path $_ postgres)) } | Select-Object -First 1
}

function Open-ServerProcess([string] $Program, [string[]] $Argument) {
    # Root may not run a server.
    $isRoot = (id -u) -eq '0'
    $start = [Diagnostics.ProcessStartInfo]::new($isRoot ? 'setpriv' : $Program)
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.WorkingDirectory = '/'
    $all = @($isRoot ? @('--reuid=65534', '--regid=65534', '--clear-groups', $Program) : @()) + $Argument
    foreach ($one in $all) { $start.ArgumentList.Add($one) }
    [Diagnostics.Process]::Start($start)
}

function Start-TestServer {
    <#
    .SYNOPSIS
        Starts a server and gives its folder, its port and a connection string; nothing when its programs are not there.
    .PARAMETER Durable
        Keep what is committed also when the machine falls, as a server that is used does (fsync); else it answers faster.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [switch] $Durable
    )

    $programs = Find-ServerProgram
    if (-not $programs -or -not $PSCmdlet.ShouldProcess('PostgreSQL', 'Start')) { return }
    $folder = [IO.Directory]::CreateTempSubdirectory('costcompass-pg-').FullName
    $password = 'made-up-for-tests-1'
    [IO.File]::WriteAllText("$folder/password", $password)
    if ((id -u) -eq '0') { chown -R 65534 $folder }
    $making = Open-ServerProcess "$programs/initdb" @('-D', "$folder/data", '-U', 'costcompass', '-E', 'UTF8', '--locale=C', '--auth=scram-sha-256', "--pwfile=$folder/password", '--no-sync')
    $null = $making.StandardOutput.ReadToEnd()
    $making.WaitForExit()
    if ($making.ExitCode) { throw "initdb ended with $($making.ExitCode)." }

    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $port = $listener.LocalEndpoint.Port
    $listener.Stop()

    # The shell waits for the end of its input, which comes when this process ends, and then ends the server.
    $process = Open-ServerProcess '/bin/sh' @('-c', "'$programs/postgres' -D '$folder/data' -k '$folder' -c listen_addresses=127.0.0.1 -p $port -c fsync=$($Durable ? 'on' : 'off') >>'$folder/log' 2>&1 & server=`$!; cat >/dev/null; kill -INT `$server; wait")
    foreach ($attempt in 1..200) {
        Start-Sleep -Milliseconds 50
        if ((Test-Path "$folder/log") -and (Get-Content "$folder/log" -Raw) -match 'ready to accept connections') { break }
    }

    [pscustomobject]@{
        Folder = $folder; Port = $port; Process = $process; Password = $password
        ConnectionString = "Host=127.0.0.1;Port=$port;Database=postgres;Username=costcompass;Password=$password"
    }
}

function Stop-TestServer {
    <#
    .SYNOPSIS
        Ends a server and removes its folder.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory)]
        [object] $Server
    )

    if (-not $PSCmdlet.ShouldProcess($Server.Folder, 'Stop')) { return }
    $Server.Process.StandardInput.Close()
    $null = $Server.Process.WaitForExit(20000)
    Remove-Item $Server.Folder -Recurse -Force
}

Export-ModuleMember -Function Find-ServerProgram, Start-TestServer, Stop-TestServer
