import AddIcon from '@mui/icons-material/Add';
import CheckIcon from '@mui/icons-material/Check';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import StorefrontIcon from '@mui/icons-material/StorefrontOutlined';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Divider from '@mui/material/Divider';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useCompanyChoice } from './company-context.ts';
import { LazyCompanyForm } from './lazy-company-form.tsx';

export const CompanySwitcher = () => {
  const { company, companies, choose } = useCompanyChoice();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isCreating, setIsCreating] = useState(false);
  const close = () => setAnchor(null);

  return (
    <>
      <Button
        color="inherit"
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={`Store: ${company.name}. Change store`}
        startIcon={<StorefrontIcon />}
        endIcon={<ExpandMoreIcon />}
        sx={{ minWidth: 0, maxWidth: { xs: 200, sm: 320 }, '& .MuiButton-icon': { flex: 'none' } }}
      >
        <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{company.name}</span>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {companies.map(({ companyId, name, role }) => (
          <MenuItem
            key={companyId}
            selected={companyId === company.companyId}
            onClick={() => {
              choose(companyId);
              close();
            }}
          >
            <ListItemIcon>{companyId === company.companyId && <CheckIcon fontSize="small" />}</ListItemIcon>
            <ListItemText primary={name} secondary={`${companyId} · ${role}`} />
          </MenuItem>
        ))}
        <Divider />
        <MenuItem
          onClick={() => {
            setIsCreating(true);
            close();
          }}
        >
          <ListItemIcon>
            <AddIcon fontSize="small" />
          </ListItemIcon>
          <ListItemText primary="Add a store" />
        </MenuItem>
      </Menu>
      <Dialog open={isCreating} onClose={() => setIsCreating(false)} fullWidth maxWidth="sm">
        <DialogTitle>Add a store</DialogTitle>
        <DialogContent sx={{ '&&': { pt: 1 } }}>
          <LazyCompanyForm
            onCreated={({ companyId }) => {
              choose(companyId);
              setIsCreating(false);
            }}
          />
        </DialogContent>
      </Dialog>
    </>
  );
};
