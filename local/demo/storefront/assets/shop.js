/** The demo store's own script: a cart in the browser's storage and the calls that a shop makes to Smart Upsell. */
const settings = JSON.parse(document.getElementById('shop-settings').textContent);
const cartKey = 'demo-shop.cart';

const readCart = () => {
  try {
    return JSON.parse(localStorage.getItem(cartKey) ?? '{}');
  } catch {
    return {};
  }
};

const writeCart = (cart) => {
  localStorage.setItem(cartKey, JSON.stringify(cart));
  showCount();
};

const showCount = () => {
  const count = Object.values(readCart()).reduce((sum, quantity) => sum + quantity, 0);
  for (const badge of document.querySelectorAll('[data-cart-count]')) {
    badge.hidden = count === 0;
    badge.textContent = String(count);
  }
};

const cartIdKey = 'demo-shop.cart-id';

/** Hard to guess, because whoever knows it may read the cart. */
const cartId = () => {
  const known = localStorage.getItem(cartIdKey);
  if (known) return known;
  const fresh = crypto.randomUUID();
  localStorage.setItem(cartIdKey, fresh);
  return fresh;
};

const linesOf = (cart) => Object.entries(cart).map(([productId, quantity]) => ({ productId, quantity }));

const post = async (path, body) => {
  const response = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
};

const withSmartUpsell = (call) => {
  if (window.smartUpsell) call(window.smartUpsell);
  else window.addEventListener('smart-upsell-ready', () => call(window.smartUpsell), { once: true });
};

const watchProductPage = () => {
  const productId = document.querySelector('[data-product-id]')?.dataset.productId;
  if (productId) withSmartUpsell((smartUpsell) => smartUpsell.trackView(productId));
  const button = document.querySelector('[data-add-to-cart]');
  button?.addEventListener('click', () => {
    const cart = readCart();
    writeCart({ ...cart, [productId]: (cart[productId] ?? 0) + 1 });
    withSmartUpsell((smartUpsell) => smartUpsell.trackAddToCart(productId));
    document.querySelector('[data-added]').innerHTML = 'Added. <a href="/cart">Go to your cart</a>';
  });
  const subscribe = document.querySelector('[data-subscribe]');
  subscribe?.addEventListener('click', async () => {
    const { isGranted } = await post('/cart/subscribe', { cartId: cartId(), productId });
    if (!isGranted) return;
    const cart = readCart();
    writeCart({ ...cart, [productId]: Math.max(1, cart[productId] ?? 0) });
    document.querySelector('[data-added]').innerHTML = 'Subscribed. <a href="/cart">Go to your cart</a>';
  });
};

const formatMoney = (amount) => {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency: settings.currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
};

const element = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

const buildPrice = ({ listAmount, lineAmount, note }) => {
  const price = element('span', { className: 'price' }, lineAmount === 0 ? 'Free' : formatMoney(lineAmount));
  if (lineAmount < listAmount)
    price.prepend(element('s', { className: 'was', textContent: formatMoney(listAmount) }), ' ');
  if (note) price.append(element('small', { className: 'line-note', textContent: note }));
  return price;
};

const buildLine = (line, onChange) => {
  const count = element('input', {
    type: 'number',
    min: 0,
    max: 99,
    value: line.quantity,
    ariaLabel: `Quantity of ${line.title}`,
  });
  count.addEventListener('change', () => onChange(Math.max(0, Math.min(99, Math.trunc(Number(count.value) || 0)))));
  const remove = element('button', { type: 'button', className: 'link', textContent: 'Remove' });
  remove.addEventListener('click', () => onChange(0));
  return element(
    'li',
    { className: 'line' },
    element('img', { src: line.image, alt: '', width: 72, height: 72 }),
    element('a', { href: line.path, textContent: line.title }),
    count,
    buildPrice(line),
    remove,
  );
};

const checkOut = async (container, cart) => {
  const sessionId = localStorage.getItem('smart-upsell.session') ?? undefined;
  const { orderId } = await post('/orders', { cartId: cartId(), sessionId, lines: linesOf(cart) });
  localStorage.removeItem(cartIdKey);
  writeCart({});
  document.querySelector('upsell-cart')?.setAttribute('cart-id', '');
  container.replaceChildren(
    element('p', { role: 'status', textContent: `Thank you. Your order ${orderId} is placed.` }),
  );
};

const buildTotals = (container, view, cart) => {
  const row = (name, amount, className) =>
    element('p', { className }, element('span', { textContent: name }), element('strong', { textContent: amount }));
  const rows = [
    row('Shipping', view.shippingAmount === 0 ? 'Free' : formatMoney(view.shippingAmount), 'sum'),
    ...(view.savingAmount > 0 ? [row('You save', formatMoney(view.savingAmount), 'sum saved')] : []),
    row('Total', formatMoney(view.totalAmount), 'sum total'),
  ];
  if (!('canCheckOut' in container.dataset)) return rows;
  const button = element('button', { type: 'button', className: 'buy', textContent: 'Place order' });
  button.addEventListener('click', () => {
    button.disabled = true;
    checkOut(container, cart).finally(() => {
      button.disabled = false;
    });
  });
  return [...rows, button];
};

/** Recommendations that complete the cart. */
const showCartWidget = (ids) => {
  document.querySelector('main > upsell-recommendations')?.remove();
  const template = document.querySelector('[data-cart-widget]');
  if (!template || ids.length === 0) return;
  const widget = template.content.firstElementChild.cloneNode(true);
  widget.setAttribute('cart', ids.toReversed().join(','));
  template.before(widget);
};

const changeCart = (change) => {
  writeCart(change(readCart()));
  void showCart();
};

const setQuantity = (productId, quantity) =>
  changeCart(({ [productId]: _, ...others }) => (quantity > 0 ? { ...others, [productId]: quantity } : others));

const showCart = async () => {
  const container = document.querySelector('[data-cart]');
  if (!container) return;
  const cart = readCart();
  const lines = linesOf(cart);
  showCartWidget(lines.map(({ productId }) => productId));
  shareCart(lines);
  if (lines.length === 0) {
    container.replaceChildren(
      element('p', {}, 'Your cart is empty. ', element('a', { href: '/', textContent: 'Have a look around.' })),
    );
    return;
  }
  const view = await post('/cart/view', { cartId: cartId(), lines });
  const rows = view.lines.map((line) => buildLine(line, (quantity) => setQuantity(line.productId, quantity)));
  container.replaceChildren(element('ul', { className: 'lines' }, ...rows), ...buildTotals(container, view, cart));
};

/** Smart Upsell learns of the cart; its offers follow. */
const shareCart = (lines) => {
  const offers = document.querySelector('upsell-cart');
  if (!offers) return;
  if (lines.length === 0) offers.setAttribute('cart-id', '');
  withSmartUpsell(async (smartUpsell) => {
    const id = cartId();
    await smartUpsell.updateCart({ cartId: id, lines });
    if (lines.length > 0) offers.setAttribute('cart-id', id);
  });
};

/** The shopper said yes: the shop's server grants the price, the page changes the cart. */
const applyOffer = async ({ cartId: id, offerId, add, change }) => {
  const { isGranted } = await post('/cart/accept', { cartId: id, offerId });
  if (!isGranted) return;
  changeCart((cart) => {
    const added = add.map(({ productId, quantity }) => [productId, (cart[productId] ?? 0) + quantity]);
    const raised = change.map(({ productId, quantity }) => [productId, Math.max(cart[productId] ?? 0, quantity)]);
    return { ...cart, ...Object.fromEntries([...added, ...raised]) };
  });
};

document.addEventListener('upsell-accept', ({ detail }) => void applyOffer(detail));
withSmartUpsell((smartUpsell) => smartUpsell.configure(settings));
showCount();
watchProductPage();
void showCart();
