"""What PyInstaller must know to freeze an application that uses the library."""
