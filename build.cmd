@setlocal & cd /d "%~dp0"
@set DOTNET_NOLOGO=1& set DOTNET_GENERATE_ASPNET_CERTIFICATE=false
@dotnet tool restore || exit /b 1
@dotnet tool run pwsh -- -NoProfile -ExecutionPolicy Bypass -File build.ps1 %*
