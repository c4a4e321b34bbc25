import AddIcon from '@mui/icons-material/Add';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { type ConditionType, conditionDeclarations } from '../../../../core/rules/condition-declarations.ts';
import { ArgumentsFields } from './arguments-fields.tsx';
import {
  type ConditionNode,
  type GroupNode,
  type LeafNode,
  levelsOf,
  newGroup,
  newLeaf,
  partPointer,
} from './condition-form.ts';
import { ExperimentVariantFields } from './experiment-variant-fields.tsx';
import { firstArgs, type Problems } from './rule-form.ts';

interface NodeProps<N extends ConditionNode> {
  readonly node: N;
  /** Where the node lies in the rule. */
  readonly pointer: string;
  /** Levels of groups and negations that its parts may have. */
  readonly room: number;
  readonly problems: Problems;
  readonly storeCurrency: string;
  readonly isDisabled: boolean;
  /** Conditions that may be added; all when absent. */
  readonly mayAdd?: (type: ConditionType) => boolean;
  readonly onChange: (node: N) => void;
}

const AddMenu = (props: {
  canNest: boolean;
  currency: string;
  mayAdd?: (type: ConditionType) => boolean;
  onAdd: (node: ConditionNode) => void;
}) => {
  const { mayAdd = () => true } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const add = (node: ConditionNode) => {
    props.onAdd(node);
    setAnchor(null);
  };
  const addLeaf = (type: ConditionType) => add(newLeaf(type, firstArgs(conditionDeclarations[type], props.currency)));
  return (
    <>
      <Button
        size="small"
        startIcon={<AddIcon />}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        Add a condition
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {Object.values(conditionDeclarations)
          .filter(({ type }) => mayAdd(type))
          .map(({ type, title }) => (
            <MenuItem key={type} onClick={() => addLeaf(type)}>
              {title}
            </MenuItem>
          ))}
        {props.canNest && (
          <MenuItem divider sx={{ borderTop: 1, borderColor: 'divider' }} onClick={() => add(newGroup('any'))}>
            A group of conditions
          </MenuItem>
        )}
      </Menu>
    </>
  );
};

const NodeHeader = (props: { node: ConditionNode; title: string; canNegate: boolean } & Rest) => (
  <Stack direction="row" spacing={1} sx={{ alignItems: 'center', mb: 1 }}>
    <Typography variant="h3" component="span" sx={{ flex: 1, minWidth: 0 }}>
      {props.title}
    </Typography>
    {(props.canNegate || props.node.isNegated) && (
      <FormControlLabel
        label="Must not hold"
        disabled={props.isDisabled}
        slotProps={{ typography: { variant: 'body2' } }}
        control={
          <Switch size="small" checked={props.node.isNegated} onChange={(_, isNegated) => props.onNegate(isNegated)} />
        }
      />
    )}
    {!props.isDisabled && (
      <IconButton size="small" aria-label={`Remove: ${props.title}`} onClick={props.onRemove}>
        <DeleteIcon fontSize="small" />
      </IconButton>
    )}
  </Stack>
);

interface Rest {
  readonly isDisabled: boolean;
  readonly onNegate: (isNegated: boolean) => void;
  readonly onRemove: () => void;
}

const LeafEditor = ({ node, ...props }: NodeProps<LeafNode>) => {
  const { args, description } = conditionDeclarations[node.type];
  const shared = {
    ...props,
    args: node.args,
    onChange: (changed: LeafNode['args']) => props.onChange({ ...node, args: changed }),
  };
  return (
    <>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {description}
      </Typography>
      {node.type === 'experiment-variant' ? (
        <ExperimentVariantFields {...shared} />
      ) : (
        <ArgumentsFields {...shared} specs={args} />
      )}
    </>
  );
};

const GroupBody = ({ node, pointer, room, onChange, ...shared }: NodeProps<GroupNode>) => {
  const replace = (index: number, part: ConditionNode | undefined) =>
    onChange({ ...node, nodes: node.nodes.flatMap((one, at) => (at === index ? (part ?? []) : one)) });
  const problem = shared.problems.get(pointer);
  return (
    <Stack spacing={1.5}>
      {node.nodes.length > 1 && (
        <TextField
          select
          size="small"
          label="How many must hold"
          value={node.mode}
          disabled={shared.isDisabled}
          onChange={({ target }) => onChange({ ...node, mode: target.value as GroupNode['mode'] })}
          sx={{ maxWidth: 260 }}
        >
          <MenuItem value="all">All of these</MenuItem>
          <MenuItem value="any">At least one of these</MenuItem>
        </TextField>
      )}
      {problem && <Alert severity="error">{problem}</Alert>}
      {node.nodes.map((part, index) => (
        <PartEditor
          key={part.key}
          {...shared}
          node={part}
          pointer={partPointer(pointer, index, part)}
          room={room}
          onChange={(changed) => replace(index, changed)}
          onRemove={() => replace(index, undefined)}
        />
      ))}
      {!shared.isDisabled && (
        <Box>
          <AddMenu
            canNest={room > 0}
            currency={shared.storeCurrency}
            mayAdd={shared.mayAdd}
            onAdd={(part) => onChange({ ...node, nodes: [...node.nodes, part] })}
          />
        </Box>
      )}
    </Stack>
  );
};

const PartEditor = ({ node, onRemove, ...props }: NodeProps<ConditionNode> & { onRemove: () => void }) => {
  const title = node.kind === 'group' ? 'Group' : conditionDeclarations[node.type].title;
  const canNegate = levelsOf(node) + 1 <= props.room;
  const roomInside = props.room - 1 - (node.isNegated ? 1 : 0);
  return (
    <Box
      role="group"
      aria-label={title}
      sx={{ border: 1, borderColor: 'divider', borderRadius: 2, p: { xs: 1.5, sm: 2 }, bgcolor: 'background.default' }}
    >
      <NodeHeader
        node={node}
        title={title}
        canNegate={canNegate}
        isDisabled={props.isDisabled}
        onNegate={(isNegated) => props.onChange({ ...node, isNegated })}
        onRemove={onRemove}
      />
      {node.kind === 'group' ? (
        <GroupBody {...props} node={node} room={roomInside} />
      ) : (
        <LeafEditor {...props} node={node} />
      )}
    </Box>
  );
};

/** Conditions: groups in groups, fields made from the declarations. @param emptyText what holds without any */
export const ConditionEditor = ({ emptyText, ...props }: NodeProps<GroupNode> & { emptyText: string }) => (
  <>
    {props.node.nodes.length === 0 && (
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {emptyText}
      </Typography>
    )}
    <GroupBody {...props} />
  </>
);
