// Traffic and errors of the API, by namespace: a staging system must not dilute the errors of production.
import { avgOverTime, increase, rate, signal, sum } from 'dashwright';
import { busiest, errorRatio, mostErrors, requestRate } from 'dashwright/library';
import { application, business } from '../metrics.js';

const { http_requests_total: requests } = application;

export const totalRequests = signal({
  title: 'Requests',
  description: 'Requests answered.',
  expr: sum(increase(requests)),
});
export const requestsPerSecond = requestRate(requests, { title: 'Now', legend: 'now' });
export const usualRequestsPerSecond = signal({
  title: 'Hourly average',
  description: 'Requests per second, averaged over an hour, to compare the last minutes with.',
  expr: avgOverTime(sum(rate(requests, '5m')), '1h', { step: '5m' }),
  legend: 'hourly average',
});
export const requestsByPath = requestRate(requests, {
  title: 'Request rate by endpoint',
  by: ['path'],
  legend: ({ path }) => path,
});
export const requestsByStatus = requestRate(requests, {
  title: 'Request rate by status code',
  by: ['status'],
  legend: ({ status }) => status,
});

export const busiestEndpoints = busiest(10, requests, {
  title: 'Ten busiest endpoints',
  by: ['path'],
  legend: ({ path }) => path,
});

export const serverErrorRatio = errorRatio(
  requests,
  { status: /5../ },
  {
    title: 'Server errors',
    description: 'Share of requests that failed on our side (5xx). Empty while there are no requests.',
    by: ['namespace'],
    legend: 'server errors (5xx)',
  },
);
export const allErrorRatio = errorRatio(
  requests,
  { status: /[45]../ },
  {
    title: 'All errors',
    description: 'Share of requests that failed, on our side (5xx) or on that of the client (4xx).',
    by: ['namespace'],
    legend: 'all errors (4xx and 5xx)',
  },
);
export const serverErrors = requestRate(requests.where({ status: /5../ }), {
  title: 'Server errors per second',
  description: 'Requests that failed on our side (5xx), by endpoint.',
  by: ['path', 'status'],
  legend: ({ path, status }) => `${status} ${path}`,
});
export const endpointsWithMostErrors = mostErrors(
  10,
  requests,
  { status: /5../ },
  {
    title: 'Ten endpoints with most errors',
    description: 'Server errors (5xx) per second, by endpoint.',
    by: ['path'],
    legend: ({ path }) => path,
  },
);
export const endpointsWithMostClientErrors = mostErrors(
  10,
  requests,
  { status: /4../ },
  {
    title: 'Ten endpoints with most client errors',
    description: 'Client errors (4xx) per second: broken links, expired sessions, scanners.',
    by: ['path'],
    legend: ({ path }) => path,
  },
);

export const activeUsers = signal({
  title: 'Active users',
  description: 'Users with a session that is active now, over all instances.',
  expr: sum(business.multiweb_active_users),
});
