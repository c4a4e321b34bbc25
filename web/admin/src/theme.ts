import { createTheme } from '@mui/material/styles';

const font = "'Inter', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

export const theme = createTheme({
  palette: {
    primary: { main: '#1f5f4a' },
    secondary: { main: '#8a4b14' },
    warning: { main: '#9a4a00' },
    background: { default: '#f7f6f3', paper: '#ffffff' },
    text: { primary: '#1b1b1a', secondary: '#57564f' },
    divider: '#e3e1da',
  },
  shape: { borderRadius: 10 },
  typography: {
    fontFamily: font,
    h1: { fontSize: '1.6rem', fontWeight: 650, letterSpacing: '-0.01em' },
    h2: { fontSize: '1.1rem', fontWeight: 650 },
    h3: { fontSize: '0.95rem', fontWeight: 650 },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        '.visually-hidden': {
          position: 'absolute',
          width: 1,
          height: 1,
          overflow: 'hidden',
          clipPath: 'inset(50%)',
          whiteSpace: 'nowrap',
        },
      },
    },
    MuiButton: { defaultProps: { disableElevation: true } },
    MuiTextField: { defaultProps: { size: 'small' } },
    MuiAutocomplete: { defaultProps: { size: 'small' } },
  },
});
