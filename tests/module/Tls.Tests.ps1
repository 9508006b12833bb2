# A server that cannot prove who it is gets no key, and nothing turns that off.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $null = Enter-TestHome

    # A certificate for the right address that nobody vouches for.
    $key = [Security.Cryptography.RSA]::Create(2048)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=127.0.0.1', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $names = [Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder]::new()
    $names.AddIpAddress([ipaddress]::Loopback)
    $request.CertificateExtensions.Add($names.Build())
    $made = $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-1), [datetimeoffset]::UtcNow.AddDays(1))
    $certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new($made.Export('Pfx'))
    $script:listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
    $listener.Start()
    $script:seen = [Collections.Concurrent.ConcurrentQueue[string]]::new()
    $script:server = [powershell]::Create().AddScript({
            param($Listener, $Certificate, $Seen)
            while ($true) {
                try { $client = $Listener.AcceptTcpClient() } catch { return }
                $Seen.Enqueue('connected')
                try {
                    $secure = [Net.Security.SslStream]::new($client.GetStream())
                    $secure.AuthenticateAsServer($Certificate)
                    $buffer = [byte[]]::new(4096)
                    $count = $secure.Read($buffer, 0, $buffer.Length)
                    if ($count -gt 0) { $Seen.Enqueue([Text.Encoding]::ASCII.GetString($buffer, 0, $count)) }
                }
                catch { $null = $_ }
                finally { $client.Dispose() }
            }
        }).AddArgument($listener).AddArgument($certificate).AddArgument($seen)
    $script:running = $server.BeginInvoke()
    $script:address = "https://127.0.0.1:$($listener.LocalEndpoint.Port)"
    $env:TEST_KEY = 'sk-made-up-0000000000000001'

    # Names under which other tools take such a wish. None of them is to mean anything here.
    $script:wishes = 'COSTCOMPASS_INSECURE', 'COSTCOMPASS_SKIP_CERTIFICATE_CHECK', 'NODE_TLS_REJECT_UNAUTHORIZED', 'GIT_SSL_NO_VERIFY', 'PYTHONHTTPSVERIFY', 'SSL_NO_VERIFY', 'CURL_INSECURE'
}

AfterAll {
    $listener.Stop()
    $null = $server.EndInvoke($running)
    $server.Dispose()
    foreach ($name in $wishes) { [Environment]::SetEnvironmentVariable($name, $null) }
    Remove-Item Env:TEST_KEY -ErrorAction Ignore
    Exit-TestHome
}

Describe 'A server with a certificate that nobody vouches for' {
    It 'is refused, and gets no key: <_>' -ForEach 'as usual', 'with every wish set' {
        if ($_ -ne 'as usual') { foreach ($name in $wishes) { [Environment]::SetEnvironmentVariable($name, $name -like '*REJECT*' -or $name -like 'PYTHON*' ? '0' : '1') } }
        $before = $seen.Count

        Connect-DeepSeek verified -EnvironmentVariable TEST_KEY -BaseUri $address -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
        $failures[0].CategoryInfo.Category | Should -Be 'SecurityError'

        $null = Connect-DeepSeek unverified -EnvironmentVariable TEST_KEY -BaseUri $address -SkipVerification -Force
        foreach ($command in 'Get-DeepSeekBalance', 'Update-CostSnapshot', 'Get-DeepSeekModel') {
            & $command unverified -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*' -Because $command
        }

        $seen.Count | Should -BeGreaterThan $before
        @($seen | Where-Object { $_ -ne 'connected' }) | Should -BeNullOrEmpty
    }
}

Describe 'A switch that lets certificates pass' {
    It 'is no parameter of any command' {
        $parameters = (Get-Command -Module CostCompass).Parameters.Values.Name | Sort-Object -Unique
        $parameters | Should -Contain 'SkipVerification'
        $parameters | Where-Object { $_ -match 'cert|tls|ssl|insecure|trust' } | Should -BeNullOrEmpty
    }

    It 'is no environment variable, and no code looks at a certificate' {
        $sources = Get-ChildItem (Join-Path (Get-RepositoryPath) 'src') -Recurse -Filter '*.cs' | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]'
        $text = $sources | Get-Content -Raw
        [regex]::Matches("$text", '"(COSTCOMPASS_[A-Z_]+)"') | ForEach-Object { $_.Groups[1].Value } | Sort-Object -Unique |
            Where-Object { $_ -match 'CERT|TLS|SSL|INSECURE|TRUST|VERIFY' } | Should -BeNullOrEmpty
        $sources | Select-String 'CertificateValidationCallback|CertificateCustomValidation|DangerousAcceptAny|ServicePointManager|CertificateChainPolicy|SkipCertificate' |
            Should -BeNullOrEmpty
    }
}
